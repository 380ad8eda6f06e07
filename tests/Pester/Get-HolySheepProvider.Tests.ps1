BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Get-HolySheepProvider' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
    }

    AfterEach {
        $env:HOLYSHEEP_API_KEY = $null
    }

    It 'shows the built-in provider and that its key is missing' {
        $provider = Get-HolySheepProvider
        $provider.Name | Should -Be 'holysheep'
        $provider.IsDefault | Should -BeTrue
        $provider.KeyFound | Should -BeFalse
        $provider.KeyHint | Should -Match 'HOLYSHEEP_API_KEY'
        $provider | Out-String -Width 120 | Should -Match 'holysheep\s+OpenAI\s+https://api.holysheep.ai/v1\s+missing\s+True'
    }

    It 'says where a key was found and never shows it' {
        $env:HOLYSHEEP_API_KEY = 'a-key-of-this-test'
        $provider = Get-HolySheepProvider holysheep
        $provider.KeySource | Should -Be 'env:HOLYSHEEP_API_KEY'
        $provider | Format-List * | Out-String -Width 400 | Should -Not -Match 'a-key-of-this-test'
        $provider | ConvertTo-Json | Should -Not -Match 'a-key-of-this-test'
    }

    It 'says that a provider is not configured' {
        { Get-HolySheepProvider holyshep -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderUnknown,*'
    }
}
