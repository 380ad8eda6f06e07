# How to start another PowerShell of the same installation. Dot-source it.

<#
.SYNOPSIS
    The command line that starts the PowerShell that runs this script: one executable, or dotnet and a library.
.DESCRIPTION
    The path of this process does not tell: a PowerShell that was installed as a .NET tool runs as dotnet.
#>
function Get-ShellCommand {
    foreach ($name in 'pwsh.exe', 'pwsh', 'powershell.exe') {
        $file = Join-Path $PSHOME $name
        if (Test-Path -LiteralPath $file -PathType Leaf) {
            return $file
        }
    }

    $process = (Get-Process -Id $PID).Path
    $runner = if ([System.IO.Path]::GetFileNameWithoutExtension($process) -eq 'dotnet') { $process } else { 'dotnet' }
    $runner, (Join-Path $PSHOME 'pwsh.dll')
}

<#
.SYNOPSIS
    Runs another PowerShell of the same installation to its end, with nothing on its standard input, and writes what it writes.
#>
function Invoke-Shell([string[]] $Arguments) {
    $command = @(Get-ShellCommand) + $Arguments
    $null | & $command[0] $command[1..($command.Count - 1)]
}

<#
.SYNOPSIS
    Starts another PowerShell of the same installation with its three streams redirected.
#>
function Start-Shell([string] $Arguments, [string] $WorkingDirectory) {
    $command = @(Get-ShellCommand)
    $start = [System.Diagnostics.ProcessStartInfo]::new($command[0])
    $start.Arguments = (@($command | Select-Object -Skip 1 | ForEach-Object { "`"$_`"" }) + $Arguments) -join ' '
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    if ($WorkingDirectory) {
        $start.WorkingDirectory = $WorkingDirectory
    }

    [System.Diagnostics.Process]::Start($start)
}
