BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $isBuiltElsewhere = [bool] $env:HOLYSHEEP_TEST_MODULE
    if (-not $isBuiltElsewhere) {
        $made = & ([System.IO.Path]::Combine($root, 'src', 'HolySheep.PowerShell', 'Packaging', 'New-ModulePackage.ps1')) -OutputFolder (Join-Path $TestDrive 'out')
        $unzipped = Join-Path $TestDrive 'HolySheep'
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [System.IO.Compression.ZipFile]::ExtractToDirectory($made[1], $unzipped)
        $manifest = Import-PowerShellDataFile $ModulePath
    }
}

Describe 'The package' {
    BeforeEach {
        if ($isBuiltElsewhere) {
            Set-ItResult -Skipped -Because 'the module under test was built elsewhere'
        }
    }

    It 'is imported and answers once it is unzipped' {
        Invoke-Fresh "Import-Module '$unzipped/HolySheep.psd1' -ErrorAction Stop; (Invoke-HolySheepChat 'a' -Sandbox).Provider; (Get-Module HolySheep).ModuleBase" |
            Should -Be @('sandbox', $unzipped)
    }

    It 'brings its help along' {
        Invoke-Fresh "Import-Module '$unzipped/HolySheep.psd1'; @(Get-Help Invoke-HolySheepChat).examples.example.Count -ge 2; (Get-Help about_HolySheep) -match 'HolySheep' -as [bool]" |
            Should -Be @('True', 'True')
    }

    It 'is found by its edition, its systems and its cmdlets' {
        $tags = ([xml](Get-Content "$unzipped/HolySheep.nuspec" -Raw -Encoding UTF8)).package.metadata.tags -split ' '
        foreach ($tag in 'PSModule', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS', 'PSIncludes_Cmdlet') {
            $tags | Should -Contain $tag
        }

        $tags -like 'PSCmdlet_*' | Sort-Object | Should -Be ($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_" } | Sort-Object)
    }

    It 'says its version, its licence and what is new' {
        $about = ([xml](Get-Content "$unzipped/HolySheep.nuspec" -Raw -Encoding UTF8)).package.metadata
        $about.version | Should -Be (@($manifest.ModuleVersion, $manifest.PrivateData.PSData['Prerelease'] | Where-Object { $_ }) -join '-')
        $about.license.InnerText | Should -Be 'LICENSE'
        $about.releaseNotes | Should -Match '### Added'
    }

    It 'carries the licences of what is in it' {
        Get-Content "$unzipped/LICENSE" -Raw | Should -Match 'MIT License'
        $notices = Get-Content "$unzipped/THIRD-PARTY-NOTICES.txt" -Raw
        $libraries = Get-ChildItem "$unzipped/bin" -Recurse -Filter *.dll | Where-Object Name -NotLike 'HolySheep.*'
        $libraries | Should -Not -BeNullOrEmpty
        foreach ($library in $libraries) {
            $notices | Should -Match ([regex]::Escape($library.BaseName))
        }

        "$unzipped/bin/DOTNET-NOTICES.txt" | Should -FileContentMatch 'third-party libraries'
        "$unzipped/bin/TOKENIZERS-NOTICES.txt" | Should -Exist
    }

    It 'holds native SQLite for seven platforms, for both editions' {
        foreach ($edition in 'net8.0', 'net472') {
            (Get-ChildItem "$unzipped/bin/$edition/runtimes" -Directory).Name | Sort-Object |
                Should -Be @('linux-arm64', 'linux-x64', 'osx-arm64', 'osx-x64', 'win-arm64', 'win-x64', 'win-x86')
            Get-ChildItem "$unzipped/bin/$edition/runtimes" -Recurse -File | Should -HaveCount 7
        }
    }

    It 'holds nothing that the host brings, and no other file than the module' {
        Get-ChildItem "$unzipped/bin/net8.0" | ForEach-Object Name | Should -Not -Contain 'System.Text.Json.dll'
        Get-ChildItem $unzipped -Recurse -Filter System.Management.Automation.dll | Should -BeNullOrEmpty
        (Get-ChildItem $unzipped -File | Where-Object Extension -NotIn '.nuspec', '.xml').Name | Sort-Object |
            Should -Be @('CHANGELOG.md', 'HolySheep.psd1', 'LICENSE', 'THIRD-PARTY-NOTICES.txt')
    }
}
