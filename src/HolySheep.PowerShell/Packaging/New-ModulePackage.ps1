<#
.SYNOPSIS
    Makes the package that a PowerShell gallery takes from the module that the build laid beside its manifest.
.DESCRIPTION
    Leaves two things in the output folder: HolySheep/, the module as it will be installed, and HolySheep.VERSION.nupkg.
    Wants nothing but the .NET SDK.
.OUTPUTS
    The two paths.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $OutputFolder
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

$root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', '..'))
$output = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputFolder)
$module = Join-Path $output 'HolySheep'
$manifest = Import-PowerShellDataFile (Join-Path $root 'HolySheep.psd1')
$prerelease = [string] $manifest.PrivateData.PSData['Prerelease']
$version = if ($prerelease) { "$($manifest.ModuleVersion)-$prerelease" } else { $manifest.ModuleVersion }

# What is not there was not built: a package without it would be found out by its users.
$content = 'HolySheep.psd1', 'bin', 'en-US', 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'CHANGELOG.md'
$missing = $content | Where-Object { -not (Test-Path (Join-Path $root $_)) }
if ($missing) {
    throw "The package cannot be made without: $($missing -join ', '). Run ./build.ps1 -Task Package, which builds the module first."
}

if (Test-Path $module) {
    Remove-Item $module -Recurse -Force
}

$null = New-Item $module -ItemType Directory -Force
foreach ($name in $content) {
    Copy-Item (Join-Path $root $name) $module -Recurse
}

function Get-ReleaseNotes([string] $Version) {
    $changes = Get-Content (Join-Path $root 'CHANGELOG.md') -Raw -Encoding UTF8
    foreach ($heading in [regex]::Escape("[$Version]"), '\[Unreleased\]') {
        if ($changes -match "(?ms)^## $heading[^\n]*\n(.*?)(?=^## |\z)") {
            return $Matches[1].Trim()
        }
    }

    throw "CHANGELOG.md has a section neither for $Version nor for what is unreleased."
}

function Format-Xml([string] $Text) {
    [System.Security.SecurityElement]::Escape($Text)
}

# The gallery finds a module by these; PSCmdlet_ and PSCommand_ are how Find-Command does.
$tags = @($manifest.PrivateData.PSData.Tags) + 'PSModule' + 'PSIncludes_Cmdlet' +
    @($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })

$nuspec = Join-Path $output 'HolySheep.nuspec'
@"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>HolySheep</id>
    <version>$version</version>
    <authors>$(Format-Xml $manifest.Author)</authors>
    <license type="file">LICENSE</license>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <description>$(Format-Xml $manifest.Description)</description>
    <releaseNotes>$(Format-Xml (Get-ReleaseNotes $version))</releaseNotes>
    <copyright>$(Format-Xml $manifest.Copyright)</copyright>
    <tags>$(Format-Xml ($tags -join ' '))</tags>
  </metadata>
  <files>
    <file src="HolySheep/**" target="" />
  </files>
</package>
"@ | Set-Content $nuspec -Encoding UTF8

try {
    # The analysis is about packages for projects; a module's libraries are in no lib folder.
    $said = & dotnet pack $nuspec --output $output -p:NoPackageAnalysis=true 2>&1
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet pack ended with exit code $LASTEXITCODE`: $($said -join "`n")"
    }
}
finally {
    Remove-Item $nuspec
}

$module
Join-Path $output "HolySheep.$version.nupkg"
