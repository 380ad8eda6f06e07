<#
.SYNOPSIS
    The figures of the module in one pwsh process, against a loopback server in another; a table comes out.
.DESCRIPTION
    Wants the Release builds of tests/HolySheep.Benchmarks and of the module; ./build.ps1 -Task Bench makes them and calls this.
    State and ledger are on disk, as for users, where a figure does not say otherwise.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

$root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', '..'))
$manifest = Join-Path $root 'HolySheep.psd1'

$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
$start.ArgumentList.Add([System.IO.Path]::Combine($root, 'tests', 'HolySheep.Benchmarks', 'bin', 'Release', 'net10.0', 'HolySheep.Benchmarks.dll'))
$start.ArgumentList.Add('serve')
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$server = [System.Diagnostics.Process]::Start($start)
$env:HOLYSHEEP_HOME = Join-Path ([System.IO.Path]::GetTempPath()) "holysheep-bench-$PID"
$env:HOLYSHEEP_STATE = $null
$env:HOLYSHEEP_CONFIG = $null
try {
    $baseUrl = $server.StandardOutput.ReadLine()
    $null = New-Item $env:HOLYSHEEP_HOME -ItemType Directory -Force
    @{ providers = @{ holysheep = @{ kind = 'openai'; baseUrl = $baseUrl; apiKey = 'none' } } } | ConvertTo-Json -Depth 5 |
        Set-Content (Join-Path $env:HOLYSHEEP_HOME 'config.json')
    Import-Module $manifest

    "PowerShell $($PSVersionTable.PSVersion) on $([System.Environment]::ProcessorCount) processors, $([System.Runtime.InteropServices.RuntimeInformation]::OSDescription)"
    ''
    '| figure | HolySheep | the other | value | bar |'
    '| --- | ---: | ---: | ---: | ---: |'
    & {
        & (Join-Path $PSScriptRoot 'Measure-Loop.ps1') -BaseUrl $baseUrl
        & (Join-Path $PSScriptRoot 'Measure-Pipeline.ps1') -BaseUrl $baseUrl
        & (Join-Path $PSScriptRoot 'Measure-Memory.ps1')
        & (Join-Path $PSScriptRoot 'Measure-Import.ps1') -Manifest $manifest
        & (Join-Path $PSScriptRoot 'Measure-Cold.ps1') -BaseUrl $baseUrl -Manifest $manifest
    } | ForEach-Object {
        [string]::Format([cultureinfo]::InvariantCulture, '| {0} | {1:0.00} | {2:0.00} | {3:0.00} | {4} |', $_.Figure, $_.Ours, $_.Theirs, $_.Value, $_.Bar)
    }
}
finally {
    $server.StandardInput.Close()
    $server.WaitForExit()
    Remove-Item $env:HOLYSHEEP_HOME -Recurse -Force -ErrorAction Ignore
}
