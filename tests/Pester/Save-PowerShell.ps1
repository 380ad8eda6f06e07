<#
.SYNOPSIS
    Downloads one release of PowerShell into a folder and returns the path of its executable.
#>
[CmdletBinding()]
param(
    # The release, for example 7.4.13.
    [Parameter(Mandatory)]
    [string] $Version,

    # Where it goes; made where it is not there.
    [Parameter(Mandatory)]
    [string] $Folder
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$system = if ($IsLinux) { 'linux' } elseif ($IsMacOS) { 'osx' } else { 'win' }
$processor = [System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture.ToString().ToLowerInvariant()
$name = if ($system -eq 'win') { "PowerShell-$Version-win-$processor.zip" } else { "powershell-$Version-$system-$processor.tar.gz" }

$null = New-Item $Folder -ItemType Directory -Force
$archive = Join-Path $Folder $name
Invoke-WebRequest "https://github.com/PowerShell/PowerShell/releases/download/v$Version/$name" -OutFile $archive -UseBasicParsing
if ($system -eq 'win') {
    Expand-Archive $archive $Folder
    Join-Path $Folder 'pwsh.exe'
}
else {
    tar --extract --gzip --file $archive --directory $Folder
    if ($LASTEXITCODE -ne 0) {
        throw "'$archive' could not be unpacked."
    }

    chmod +x (Join-Path $Folder 'pwsh')
    Join-Path $Folder 'pwsh'
}
