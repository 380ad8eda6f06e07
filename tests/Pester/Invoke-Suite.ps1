<#
.SYNOPSIS
    Runs the Pester suite in this PowerShell and says what was left out and why; ends with exit code 1 if a test failed or none ran.
.EXAMPLE
    ./tests/Pester/Invoke-Suite.ps1 -ModulePath ./artifacts/HolySheep/HolySheep.psd1
    Tests a built package in place of the clone's own module.
.EXAMPLE
    ./tests/Pester/Invoke-Suite.ps1 -Name Views
    Runs Views.Tests.ps1 alone.
#>
[CmdletBinding()]
param(
    # The manifest of the module to test; without it the one that the build lays beside the manifest of the clone.
    [string] $ModulePath,

    # The files to run, without .Tests.ps1; without it all of them.
    [string[]] $Name = '*',

    # A JSON file for the counts and the failed tests.
    [string] $ResultPath
)

# The build lays Pester 5 here. Where nothing was built, one that is installed is used.
$built = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'Modules', 'Pester')
$pester = if (Test-Path $built) { Get-Module $built -ListAvailable | Select-Object -First 1 }
else { Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 } | Sort-Object Version | Select-Object -Last 1 }
if (-not $pester) {
    throw "Pester 5 is neither in '$built' nor installed. Lay it there with: dotnet build tests/HolySheep.PowerShell.Tests"
}

Import-Module $pester.Path -ErrorAction Stop
if ($ModulePath) {
    $env:HOLYSHEEP_TEST_MODULE = (Resolve-Path $ModulePath -ErrorAction Stop).ProviderPath
}

Write-Host "PowerShell $($PSVersionTable.PSVersion) ($($PSVersionTable.PSEdition)), Pester $($pester.Version)"
$options = New-PesterConfiguration
$options.Run.Path = @($Name | ForEach-Object { Join-Path $PSScriptRoot "$_.Tests.ps1" })
$options.Run.PassThru = $true
$options.Output.Verbosity = 'Normal'
$run = Invoke-Pester -Configuration $options
foreach ($test in $run.Skipped) {
    Write-Host "Left out: $($test.ExpandedPath): $($test.ErrorRecord | Select-Object -First 1)"
}

if ($ResultPath) {
    # A file that cannot be read, or a block whose setup fails, has no test that failed.
    $broken = @($run.Containers) + @($run.FailedBlocks) | Where-Object { $_ -and $_.ErrorRecord }
    @{
        Passed  = $run.PassedCount
        Skipped = $run.SkippedCount
        Failed  = @(
            $run.Failed | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord | Select-Object -First 1)`n$($_.ErrorRecord | Select-Object -First 1 -ExpandProperty DisplayStackTrace)" }
            $broken | ForEach-Object { "$($_.ErrorRecord | Select-Object -First 1)`n$($_.ErrorRecord | Select-Object -First 1 -ExpandProperty ScriptStackTrace)" }
        )
    } | ConvertTo-Json | Set-Content -LiteralPath $ResultPath -Encoding UTF8
}

if ($run.Result -ne 'Passed' -or $run.PassedCount -eq 0) {
    exit 1
}
