BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Set-Content (Join-Path $env:HOLYSHEEP_HOME 'config.json') '{ "network": { "proxy": "http://me:hidden@proxy:1" }, "health": { "breakSec": 7 } }'
}

Describe 'Get-HolySheepSetting' {
    It 'gives the value in effect, and who set it' {
        (Get-HolySheepSetting health).ForEach{ "$($_.Name) $($_.Value) $($_.IsSet)" } | Should -Be 'health.breakSec 7 True', 'health.maxBreakSec 30 False'
        (Get-HolySheepSetting HEALTH.BREAKSEC).Name | Should -Be 'health.breakSec'
    }

    It 'takes patterns and the pipeline' {
        (Get-HolySheepSetting *breaksec).Count | Should -Be 2
        ('health', 'ledger' | Get-HolySheepSetting).Name | Should -Be 'health.breakSec', 'health.maxBreakSec', 'ledger.keepTexts'
        Get-HolySheepSetting nothing* | Should -BeNullOrEmpty
    }

    It 'describes each' {
        (Get-HolySheepSetting).Where{ -not $_.Description -or -not $_.Default } | Should -BeNullOrEmpty
    }

    It 'hides a password' {
        "$(Get-HolySheepSetting | Out-String)" | Should -Not -Match 'hidden'
    }

    It 'refuses a name that does not exist' {
        Get-HolySheepSetting health.brekSec -ErrorAction SilentlyContinue -ErrorVariable bad
        "$bad" | Should -Match "did you mean 'health.breakSec'"
    }

    It 'is completed' {
        $line = 'Get-HolySheepSetting net'
        ([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText | Should -Be 'network.proxy', 'network.caFile'
    }
}
