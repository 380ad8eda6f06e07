BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
}

Describe 'Remove-HolySheepRule' {
    BeforeEach {
        Set-HolySheepRule a m -Task t
        Set-HolySheepRule b m -Task t
    }

    It 'removes what Get gives' {
        Get-HolySheepRule | Remove-HolySheepRule
        Get-HolySheepRule | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Remove-HolySheepRule a -WhatIf
        (Get-HolySheepRule).Name | Should -Be @('a', 'b')
    }

    It 'says what is not there and goes on' {
        'nope', 'a' | Remove-HolySheepRule -ErrorAction SilentlyContinue -ErrorVariable bad
        $bad.FullyQualifiedErrorId | Should -BeLike 'RuleUnknown,*'
        (Get-HolySheepRule).Name | Should -Be 'b'
    }
}
