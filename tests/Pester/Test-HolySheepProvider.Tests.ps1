BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Test-HolySheepProvider' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
    }

    It 'gives a verdict for each provider' {
        Set-HolySheepProvider nowhere http://no-such-host.invalid -ApiKeyReference none
        Set-HolySheepProvider play -Kind Sandbox
        $tests = Test-HolySheepProvider
        $tests.Provider | Should -Be @('holysheep', 'nowhere', 'play')
        $tests.Verdict | Should -Be @('KeyMissing', 'DnsFailed', 'Fine')
        $tests.Succeeded | Should -Be @($false, $false, $true)
        $tests[0].Hint | Should -Match 'HOLYSHEEP_API_KEY'
    }

    It 'shows the verdict, the latency and what was found' {
        Test-HolySheepProvider -Sandbox | Out-String -Width 160 | Should -Match 'sandbox\s.*Fine.*\d m?s\s+The sandbox answers'
        Test-HolySheepProvider holysheep | Out-String -Width 400 | Should -Match 'KeyMissing.*HOLYSHEEP_API_KEY'
    }

    It 'takes names from the pipeline' {
        (Get-HolySheepProvider | Test-HolySheepProvider).Provider | Should -Be 'holysheep'
    }

    It 'looks for a model' {
        (Test-HolySheepProvider -Model gpt-4.2 -Sandbox).Verdict | Should -Be 'ModelUnknown'
    }
}
