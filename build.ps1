<#
.SYNOPSIS
    Every task of the repository through one entry.
.EXAMPLE
    ./build.ps1 -Task Test
    Builds everything and runs all xunit tests.
.EXAMPLE
    ./build.ps1 -Task Build, Pester -Configuration Release
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pester', 'Docs', 'Package', 'Bench', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
. "$PSScriptRoot/tests/Pester/ShellCommand.ps1"

function Invoke-Native([string] $Command, [string[]] $Arguments) {
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) {
        throw "'$Command $Arguments' ended with exit code $LASTEXITCODE."
    }
}

$tasks = @{
    Build   = { Invoke-Native dotnet 'build', 'HolySheep.sln', '--configuration', $Configuration }
    Test    = { Invoke-Native dotnet 'test', 'HolySheep.sln', '--configuration', $Configuration }
    Pester  = {
        # In a session of its own, because a build cannot replace what this one has loaded.
        Invoke-Shell '-NoProfile', '-NonInteractive', '-File', 'tests/Pester/Invoke-Suite.ps1'
        if ($LASTEXITCODE -ne 0) {
            throw 'The Pester suite failed; the failed tests are above.'
        }
    }
    # Help is written and laid out by the build of the module.
    Docs    = { Invoke-Native dotnet 'build', 'src/HolySheep.PowerShell', '--configuration', $Configuration }
    Package = {
        Invoke-Native dotnet 'build', 'src/HolySheep.PowerShell', '--configuration', 'Release'
        ./src/HolySheep.PowerShell/Packaging/New-ModulePackage.ps1 -OutputFolder artifacts
    }
    Bench   = {
        Invoke-Native dotnet 'build', 'tests/HolySheep.Benchmarks', '--configuration', 'Release'
        Invoke-Native dotnet 'build', 'src/HolySheep.PowerShell', '--configuration', 'Release'
        Invoke-Native dotnet 'run', '--no-build', '--configuration', 'Release', '--project', 'tests/HolySheep.Benchmarks', '--', 'chat'
        Invoke-Shell '-NoProfile', '-NonInteractive', '-File', 'tests/HolySheep.Benchmarks/PowerShell/Run.ps1'
    }
    Clean   = {
        Get-ChildItem -Path . -Directory -Recurse -Include bin, obj | Where-Object FullName -NotMatch '[\\/]\.git[\\/]' | Remove-Item -Recurse -Force
        Remove-Item -Path en-US, artifacts -Recurse -Force -ErrorAction Ignore
    }
}

Push-Location $PSScriptRoot
try {
    foreach ($name in $Task) {
        Write-Host "== $name"
        . $tasks[$name]
    }
}
finally {
    Pop-Location
}
