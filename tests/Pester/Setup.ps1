# Imports the built module with a home of its own, so that no test reads the developer's configuration or keys.

$env:HOLYSHEEP_HOME = Join-Path ([System.IO.Path]::GetTempPath()) "holysheep-pester-$PID"
$env:HOLYSHEEP_STATE = 'memory'
foreach ($name in 'HOLYSHEEP_CONFIG', 'HOLYSHEEP_API_KEY', 'HOLYSHEEP_BASE_URL', 'HOLYSHEEP_MODEL') {
    [System.Environment]::SetEnvironmentVariable($name, $null)
}

# The key that the hs command keeps is looked up in the user's own folder.
$env:HOME = $env:USERPROFILE = $env:HOLYSHEEP_HOME

Remove-Item $env:HOLYSHEEP_HOME -Recurse -Force -ErrorAction Ignore
$null = New-Item $env:HOLYSHEEP_HOME -ItemType Directory
$ModulePath = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'HolySheep.psd1'))
Import-Module $ModulePath -ErrorAction Stop
