# The first import in a new process, in turns with a binary module of one empty cmdlet.
param([string] $Manifest, [int] $Rounds = 15)

. "$PSScriptRoot/../../Pester/ShellCommand.ps1"

$folder = Join-Path ([System.IO.Path]::GetTempPath()) "holysheep-import-$PID"
$null = New-Item (Join-Path $folder 'Empty') -ItemType Directory -Force
try {
    $library = Join-Path $folder 'Empty/Empty.dll'
    Add-Type -OutputAssembly $library -TypeDefinition @'
using System.Management.Automation;
[Cmdlet("Get", "Nothing")]
public sealed class GetNothingCommand : PSCmdlet { }
'@
    $empty = Join-Path $folder 'Empty/Empty.psd1'
    "@{ RootModule = 'Empty.dll'; ModuleVersion = '1.0.0'; CmdletsToExport = @('Get-Nothing') }" | Set-Content $empty

    $samples = @{ $Manifest = @(); $empty = @() }
    foreach ($round in 0..$Rounds) {
        foreach ($module in $Manifest, $empty) {
            $taken = Invoke-Shell '-NoProfile', '-NonInteractive', '-Command', "`$clock = [System.Diagnostics.Stopwatch]::StartNew(); Import-Module '$module'; `$clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"
            if ($round -gt 0) {
                $samples[$module] += [double] $taken
            }
        }
    }

    $medians = foreach ($module in $Manifest, $empty) { ($samples[$module] | Sort-Object)[[int][System.Math]::Floor($Rounds / 2)] }
    [pscustomobject] @{
        Figure = 'Import-Module in a new process, ms; the other is an empty binary module; difference'
        Ours   = $medians[0]
        Theirs = $medians[1]
        Value  = $medians[0] - $medians[1]
        Bar    = 200
    }
}
finally {
    Remove-Item $folder -Recurse -Force
}
