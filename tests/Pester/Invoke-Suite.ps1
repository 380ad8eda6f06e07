<#
.SYNOPSIS
    Runs the Pester suite in this PowerShell and tells what was left out and why; ends with exit code 1 where a test failed.
.EXAMPLE
    ./tests/Pester/Invoke-Suite.ps1 -ModulePath ./artifacts/HolySheep/HolySheep.psd1
    Tests a built package in place of the clone's own module.
#>
[CmdletBinding()]
param(
    # The manifest of the module to test; without it the one that the build lays beside the manifest of the clone.
    [string] $ModulePath
)

$pester = Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 } | Sort-Object Version | Select-Object -Last 1
if (-not $pester) {
    throw 'Pester 5 is not installed. Install it with: Install-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.99 -Scope CurrentUser -Force -SkipPublisherCheck'
}

Import-Module $pester -ErrorAction Stop
if ($ModulePath) {
    $env:HOLYSHEEP_TEST_MODULE = (Resolve-Path $ModulePath -ErrorAction Stop).ProviderPath
}

Write-Host "PowerShell $($PSVersionTable.PSVersion) ($($PSVersionTable.PSEdition)), Pester $($pester.Version)"
$options = New-PesterConfiguration
$options.Run.Path = $PSScriptRoot
$options.Run.PassThru = $true
$options.Output.Verbosity = 'Normal'
$run = Invoke-Pester -Configuration $options
foreach ($test in $run.Skipped) {
    Write-Host "Left out: $($test.ExpandedPath): $($test.ErrorRecord | Select-Object -First 1)"
}

if ($run.Result -ne 'Passed' -or $run.PassedCount -eq 0) {
    exit 1
}
