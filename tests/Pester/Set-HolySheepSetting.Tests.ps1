BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Set-HolySheepSetting' {
    BeforeEach {
        Set-Content $file '{ "defaults": { "model": "gpt-4.1" /* ours */ } }'
    }

    It 'writes <Value> as <Json>' -ForEach @(
        @{ Name = 'network.proxy'; Value = 'http://proxy:3128'; Json = '"proxy": "http://proxy:3128"' }
        @{ Name = 'DEFAULTS.timeoutsec'; Value = 90; Json = '"timeoutSec": 90' }
        @{ Name = 'defaults.patienceSec'; Value = 1.5; Json = '"patienceSec": 1.5' }
        @{ Name = 'defaults.hedgeSec'; Value = 'auto'; Json = '"hedgeSec": "auto"' }
        @{ Name = 'ledger.keepTexts'; Value = $true; Json = '"keepTexts": true' }
        @{ Name = 'state.kind'; Value = 'Memory'; Json = '"kind": "memory"' }
        @{ Name = 'gateway.clients.ci'; Value = @{ token = 'env:CI_TOKEN' }; Json = '"token": "env:CI_TOKEN"' }
    ) {
        (Set-HolySheepSetting $Name $Value -PassThru).IsSet | Should -Contain $true
        Get-Content $file -Raw | Should -Match ([regex]::Escape($Json))
        Get-Content $file -Raw | Should -Match 'ours'
    }

    It 'takes a list' {
        Set-HolySheepSetting gateway.clients.ci.token env:CI_TOKEN
        Set-HolySheepSetting gateway.clients.ci.models gpt-4.1, gpt-4.1-mini
        (Get-HolySheepSetting gateway.clients.ci.models).Value | Should -Be 'gpt-4.1,gpt-4.1-mini'
    }

    It 'refuses <_> and writes nothing' -ForEach @(
        'network.proxi http://p'
        'providers.a.region eu'
        'defaults.timeoutSec soon'
        'defaults.timeoutSec ""'
        'network.proxy http://me:geheim@proxy:1'
        'state.connection "Host=db;Password=geheim"'
        'network x'
        'network.proxy'
    ) {
        $before = Get-Content $file -Raw
        . ([scriptblock]::Create("Set-HolySheepSetting $_ -ErrorAction SilentlyContinue -ErrorVariable bad"))
        $bad.Count | Should -Be 1
        "$bad $($bad.ErrorDetails)" | Should -Not -Match 'geheim'
        Get-Content $file -Raw | Should -Be $before
    }

    It 'says the nearest name in the words of PowerShell' {
        Set-HolySheepSetting proxy http://p -ErrorAction SilentlyContinue -ErrorVariable bad
        "$bad" | Should -Match "did you mean 'network.proxy'"
        $bad[0].ErrorDetails.RecommendedAction | Should -Match 'Get-HolySheepSetting'
        $bad[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'accepts what Get-HolySheepSetting writes' {
        Set-HolySheepSetting network.proxy http://proxy:3128
        Get-HolySheepSetting | Set-HolySheepSetting -ConfigPath TestDrive:/other.json
        Get-HolySheepSetting | ConvertTo-Json | ConvertFrom-Json | Set-HolySheepSetting -ConfigPath TestDrive:/third.json
        foreach ($copy in 'TestDrive:/other.json', 'TestDrive:/third.json') {
            (Get-HolySheepSetting -ConfigPath $copy).ForEach{ "$_" } | Should -Be (Get-HolySheepSetting).ForEach{ "$_" }
        }
    }
}
