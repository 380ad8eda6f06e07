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

    It 'installs images compiled ahead of time, and the first call uses them' -Skip:(-not $hasPSResourceGet) {
        # An ordinary build leaves the folders of an earlier build's images.
        $images = [System.IO.Path]::Combine((Split-Path $ModulePath), 'bin', 'net8.0', 'precompiled')
        if (-not (Get-ChildItem $images -Recurse -File -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'an ordinary build has none; .ci/package builds the module with them and runs this'
            return
        }

        $gallery = (New-Item (Join-Path $TestDrive 'released') -ItemType Directory).FullName
        $made = & ([System.IO.Path]::Combine($root, 'src', 'HolySheep.PowerShell', 'Packaging', 'New-ModulePackage.ps1')) -OutputFolder (Join-Path $TestDrive 'package')
        Copy-Item $made[1] $gallery
        $null = Invoke-Fresh @"
            Register-PSResourceRepository released '$gallery' -Trusted
            Install-PSResource HolySheep -Repository released -Prerelease
"@
        $call = @'
            Import-Module HolySheep
            $before = [System.Runtime.JitInfo]::GetCompiledMethodCount()
            (Invoke-HolySheepChat 'a' -Sandbox).Provider
            [System.Runtime.JitInfo]::GetCompiledMethodCount() - $before
            [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'HolySheep.Core' } | ForEach-Object Location
'@
        $with = Invoke-Fresh $call
        $with[0] | Should -Be 'sandbox'
        $with[2] | Should -BeLike (Join-Path $env:HOLYSHEEP_HOME "*precompiled*HolySheep.Core.dll")
        Remove-Item (Split-Path (Split-Path $with[2])) -Recurse
        $without = Invoke-Fresh $call
        $without[0] | Should -Be 'sandbox'

        # An image that the runtime does not take is loaded all the same: only what is compiled tells.
        [int] $with[1] | Should -BeLessThan ([int] $without[1] * 2 / 3)
    }

    It 'is sent nothing without a key at the place that was named' {
        $publish = [System.IO.Path]::Combine($root, 'src', 'HolySheep.PowerShell', 'Packaging', 'Publish-ModulePackage.ps1')
        { & $publish -Package none.nupkg -Key env:HOLYSHEEP_NO_SUCH_KEY } | Should -Throw '*env:HOLYSHEEP_NO_SUCH_KEY*'
        $message = { & $publish -Package none.nupkg -Key 'oy2-a-key-itself' } | Should -Throw '*by reference*' -PassThru
        "$message" | Should -Not -Match 'oy2'
    }
}
