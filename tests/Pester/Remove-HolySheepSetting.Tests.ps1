BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Remove-HolySheepSetting' {
    BeforeEach {
        Set-Content $file '{ "network": { "proxy": "http://proxy:1" }, "health": { "breakSec": 7, "maxBreakSec": 9 }, "gateway": { "clients": { "ci": { "token": "env:CI" } } } }'
    }

    It 'goes back to the default, and takes out what is empty' {
        Remove-HolySheepSetting network.proxy, health.maxBreakSec, gateway.clients.ci
        Get-Content $file -Raw | ConvertFrom-Json | ConvertTo-Json -Compress | Should -Be '{"health":{"breakSec":7}}'
        (Get-HolySheepSetting health.maxBreakSec).Value | Should -Be 30
    }

    It 'takes a section, and the pipeline' {
        Get-HolySheepSetting network | Remove-HolySheepSetting
        Remove-HolySheepSetting Health
        (Get-HolySheepSetting network, health | Where-Object IsSet) | Should -BeNullOrEmpty
    }

    It 'refuses a name that does not exist, or none' {
        Remove-HolySheepSetting nothing.here -ErrorAction SilentlyContinue -ErrorVariable bad
        Remove-HolySheepSetting -ErrorAction SilentlyContinue -ErrorVariable +bad
        $bad.FullyQualifiedErrorId | ForEach-Object { $_.Split(',')[0] } | Should -Be 'SettingUnknown', 'ArgumentInvalid'
    }
}
