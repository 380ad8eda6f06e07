BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
}

Describe 'Remove-HolySheepSplit' {
    BeforeEach {
        Set-HolySheepSplit gpt-4.1 deepseek-v3.2 100
    }

    It 'removes what Get gives' {
        Get-HolySheepSplit | Remove-HolySheepSplit
        Get-HolySheepSplit | Should -BeNullOrEmpty
        (Invoke-HolySheepChat 'a' -Sandbox).ModelUsed | Should -Be 'gpt-4.1'
    }

    It 'changes nothing with -WhatIf' {
        Remove-HolySheepSplit gpt-4.1 -WhatIf
        (Get-HolySheepSplit).Model | Should -Be 'gpt-4.1'
    }

    It 'says what is not there and goes on' {
        'nope', 'gpt-4.1' | Remove-HolySheepSplit -ErrorAction SilentlyContinue -ErrorVariable bad
        $bad.FullyQualifiedErrorId | Should -BeLike 'SplitUnknown,*'
        Get-HolySheepSplit | Should -BeNullOrEmpty
    }
}
