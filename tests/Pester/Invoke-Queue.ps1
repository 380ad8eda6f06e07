<#
.SYNOPSIS
    Runs the files of the suite that standard input names, one a line without .Tests.ps1, and writes "[NAME] has ended." after each.
.DESCRIPTION
    Each file has a runspace and a home of its own, the environment and the current folder of the start. PowerShell, Pester and the module start and compile once.
.EXAMPLE
    'Views', 'Results' | pwsh -NoProfile -File ./tests/Pester/Invoke-Queue.ps1 -ResultFolder ./results
#>
param(
    # Where the result of each file is written, as NAME.json.
    [string] $ResultFolder
)

$suite = Join-Path $PSScriptRoot 'Invoke-Suite.ps1'
$environment = [System.Environment]::GetEnvironmentVariables()
$folder = [System.Environment]::CurrentDirectory

# Lines come as they are written, while the other side holds the pipe open. With CmdletBinding there is no $input.
foreach ($name in $input) {
    [System.Environment]::CurrentDirectory = $folder
    foreach ($variable in @([System.Environment]::GetEnvironmentVariables().Keys) + @($environment.Keys) | Select-Object -Unique) {
        [System.Environment]::SetEnvironmentVariable($variable, $environment[$variable])
    }

    $runspace = [runspacefactory]::CreateRunspace($Host)
    $shell = [powershell]::Create()
    try {
        $runspace.Open()
        $shell.Runspace = $runspace
        $null = $shell.AddCommand($suite).AddParameter('Name', $name).AddParameter('ResultPath', (Join-Path $ResultFolder "$name.json"))
        $shell.Invoke()
        $shell.Streams.Error | Out-String | Write-Host
    }
    catch {
        Write-Host "$_"
    }
    finally {
        $shell.Dispose()
        $runspace.Dispose()
    }

    "[$name] has ended."
}
