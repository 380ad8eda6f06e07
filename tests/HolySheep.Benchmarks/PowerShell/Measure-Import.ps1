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

    $wall = @{ $Manifest = @(); $empty = @() }
    $processor = @{ $Manifest = @(); $empty = @() }
    $script = '$process = [System.Diagnostics.Process]::GetCurrentProcess(); $used = $process.TotalProcessorTime; $clock = [System.Diagnostics.Stopwatch]::StartNew(); Import-Module {0}; ' +
        '$taken = $clock.Elapsed; $process.Refresh(); $taken, ($process.TotalProcessorTime - $used) | ForEach-Object {{ $_.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture) }}'
    foreach ($round in 0..$Rounds) {
        foreach ($module in $Manifest, $empty) {
            $taken = Invoke-Shell '-NoProfile', '-NonInteractive', '-Command', ($script -f "'$module'")
            if ($round -gt 0) {
                $wall[$module] += [double] $taken[0]
                $processor[$module] += [double] $taken[1]
            }
        }
    }

    foreach ($figure in @{ Name = 'wall time'; Samples = $wall }, @{ Name = 'processor time'; Samples = $processor }) {
        $medians = foreach ($module in $Manifest, $empty) { ($figure.Samples[$module] | Sort-Object)[[int][System.Math]::Floor($Rounds / 2)] }
        [pscustomobject] @{
            Figure = "Import-Module in a new process, ms of $($figure.Name); the other is an empty binary module; difference"
            Ours   = $medians[0]
            Theirs = $medians[1]
            Value  = $medians[0] - $medians[1]
            Bar    = 100
        }
    }
}
finally {
    Remove-Item $folder -Recurse -Force
}
