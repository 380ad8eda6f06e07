<#
.SYNOPSIS
    Sends the module's package to a gallery, with the key by reference.
.EXAMPLE
    ./Publish-ModulePackage.ps1 -Package artifacts/HolySheep.1.0.0.nupkg -Key env:PSGALLERY_KEY
    Sends it to the PowerShell Gallery with the key that the environment variable holds.
.EXAMPLE
    ./Publish-ModulePackage.ps1 -Package artifacts/HolySheep.1.0.0.nupkg -Key secret:PSGallery
    The same, with the key from the default vault of SecretManagement.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Package,

    # Where the key is, never the key: env:NAME or secret:NAME.
    [Parameter(Mandatory)]
    [string] $Key,

    # A repository that Get-PSResourceRepository lists.
    [string] $Repository = 'PSGallery'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# What does not match may be a key, so that no message repeats it.
if ($Key -notmatch '^(?<store>env|secret):(?<name>[A-Za-z_][A-Za-z0-9_.-]*)$') {
    throw 'The key of the gallery is given by reference: env:NAME for an environment variable, or secret:NAME for a secret of SecretManagement.'
}

$name = $Matches['name']
$value = if ($Matches['store'] -eq 'env') { [System.Environment]::GetEnvironmentVariable($name) } else { Get-Secret -Name $name -AsPlainText }
if (-not $value) {
    throw "There is no key of the gallery at $Key. Set it there, or name another place with -Key."
}

if ($PSCmdlet.ShouldProcess($Package, "Publish to $Repository")) {
    Publish-PSResource -NupkgPath $Package -Repository $Repository -ApiKey $value
}
