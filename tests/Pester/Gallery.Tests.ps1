BeforeDiscovery {
    $script:hasPSResourceGet = [bool] (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
}

Describe 'A gallery' {
    It 'installs 0.1.0, updates it to this version, and the module answers' -Skip:(-not $hasPSResourceGet) {
        if ($env:HOLYSHEEP_TEST_MODULE) {
            Set-ItResult -Skipped -Because 'the module under test was built elsewhere'
            return
        }

        $gallery = (New-Item (Join-Path $TestDrive 'gallery') -ItemType Directory).FullName
        $made = & ([System.IO.Path]::Combine($root, 'src', 'HolySheep.PowerShell', 'Packaging', 'New-ModulePackage.ps1')) -OutputFolder (Join-Path $TestDrive 'made')
        $manifest = Import-PowerShellDataFile $ModulePath
        $prerelease = $manifest.PrivateData.PSData['Prerelease']

        # The earlier version: the same module under an older number.
        $text = Get-Content (Join-Path $made[0] 'HolySheep.psd1') -Raw
        ($text -replace "ModuleVersion( *)= '[^']+'", "ModuleVersion`$1= '0.1.0'") -replace "Prerelease *= '[^']+'" | Set-Content (Join-Path $made[0] 'HolySheep.psd1')

        $said = Invoke-Fresh @"
            `$ErrorActionPreference = 'Stop'
            Register-PSResourceRepository local '$gallery' -Trusted
            Publish-PSResource -Path '$($made[0])' -Repository local
            Install-PSResource HolySheep -Repository local
            (Get-InstalledPSResource HolySheep).Version -join ' '
            Copy-Item '$($made[1])' '$gallery'
            Update-PSResource HolySheep -Repository local -Prerelease
            Import-Module HolySheep
            `$module = Get-Module HolySheep
            "`$(`$module.Version) `$(`$module.PrivateData.PSData['Prerelease'])"
            `$module.ModuleBase -like "`$HOME*"
            (Invoke-HolySheepChat 'a' -Sandbox).Provider
"@
        $said | Should -Be @('0.1.0', "$($manifest.ModuleVersion) $prerelease", 'True', 'sandbox')
    }

    It 'is sent nothing without a key at the place that was named' {
        $publish = [System.IO.Path]::Combine($root, 'src', 'HolySheep.PowerShell', 'Packaging', 'Publish-ModulePackage.ps1')
        { & $publish -Package none.nupkg -Key env:HOLYSHEEP_NO_SUCH_KEY } | Should -Throw '*env:HOLYSHEEP_NO_SUCH_KEY*'
        $message = { & $publish -Package none.nupkg -Key 'oy2-a-key-itself' } | Should -Throw '*by reference*' -PassThru
        "$message" | Should -Not -Match 'oy2'
    }
}
