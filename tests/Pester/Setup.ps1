# Imports the built module with a home of its own, so that no test reads the developer's configuration or keys.
# The module is the clone's, or the one whose manifest is named by HOLYSHEEP_TEST_MODULE.

$env:HOLYSHEEP_HOME = Join-Path ([System.IO.Path]::GetTempPath()) "holysheep-pester-$PID-$([guid]::NewGuid())"
$env:HOLYSHEEP_STATE = 'memory'
foreach ($name in 'HOLYSHEEP_CONFIG', 'HOLYSHEEP_API_KEY', 'HOLYSHEEP_BASE_URL', 'HOLYSHEEP_MODEL') {
    [System.Environment]::SetEnvironmentVariable($name, $null)
}

# The key that the hs command keeps is looked up in the user's own folder.
$env:HOME = $env:USERPROFILE = $env:HOLYSHEEP_HOME

# NuGet writes its settings into the current folder where the home has no .config.
$null = New-Item (Join-Path $env:HOLYSHEEP_HOME '.config') -ItemType Directory
$ModulePath = if ($env:HOLYSHEEP_TEST_MODULE) { (Resolve-Path $env:HOLYSHEEP_TEST_MODULE).ProviderPath }
else { [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'HolySheep.psd1')) }
Import-Module $ModulePath -ErrorAction Stop

. "$PSScriptRoot/ShellCommand.ps1"

# A session of its own, since what is loaded into one cannot be taken out again.
# From a file: Windows PowerShell loses the quotes of a script that is an argument.
function Invoke-Fresh([string] $Script) {
    $ErrorActionPreference = 'Continue'
    $file = Join-Path $env:HOLYSHEEP_HOME "fresh-$([guid]::NewGuid()).ps1"
    Set-Content $file $Script -Encoding UTF8

    # Merged in there, since two pipes keep no order between them; what ends the script comes by the second.
    Invoke-Shell '-NoProfile', '-NonInteractive', '-Command', "& '$file' 2>&1" 2>&1
}
