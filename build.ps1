<#
.SYNOPSIS
    Every task of the repository through one entry.
.EXAMPLE
    ./build.ps1 -Task Test
    Builds everything and runs all xunit tests.
.EXAMPLE
    ./build.ps1 -Task Build, Pester -Configuration Release
.EXAMPLE
    ./build.ps1 -Task Package
    Makes in artifacts/ what is released: the module's package, the archive of the native command for this machine's platform, and the command as a .NET tool.
.EXAMPLE
    ./build.ps1 -Task Package, Publish -GalleryKey env:PSGALLERY_KEY
    Sends the module's package to the PowerShell Gallery with the key that the environment variable holds.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pester', 'Docs', 'Package', 'Publish', 'Bench', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # Where Publish finds the key of the gallery, never the key: env:NAME or secret:NAME.
    [string] $GalleryKey = 'env:PSGALLERY_KEY'
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
        Invoke-Native dotnet 'build', 'src/HolySheep.PowerShell', '--configuration', 'Release', '-p:Precompile=true'
        ./src/HolySheep.PowerShell/Packaging/New-ModulePackage.ps1 -OutputFolder artifacts

        # Native code is made for the platform that it is made on.
        $platform = & dotnet msbuild src/HolySheep.Cli '-getProperty:NETCoreSdkPortableRuntimeIdentifier'
        Invoke-Native dotnet 'publish', 'src/HolySheep.Cli', '--configuration', 'Release', '--runtime', $platform, "-p:ArchiveFolder=$(Join-Path $PSScriptRoot artifacts)/"
        foreach ($package in @('--runtime', $platform), @('--runtime', 'any'), @()) {
            Invoke-Native dotnet (@('pack', 'src/HolySheep.Cli', '--configuration', 'Release', '--output', 'artifacts') + $package)
        }
    }
    Publish = {
        $package = Get-Item artifacts/HolySheep.[0-9]*.nupkg | Sort-Object LastWriteTime | Select-Object -Last 1
        if (-not $package) {
            throw 'There is no package of the module in artifacts/. Make it with ./build.ps1 -Task Package.'
        }

        ./src/HolySheep.PowerShell/Packaging/Publish-ModulePackage.ps1 -Package $package.FullName -Key $GalleryKey
    }
    Bench   = {
        Invoke-Native dotnet 'build', 'tests/HolySheep.Benchmarks', '--configuration', 'Release'
        Invoke-Native dotnet 'build', 'src/HolySheep.PowerShell', '--configuration', 'Release', '-p:Precompile=true'
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
