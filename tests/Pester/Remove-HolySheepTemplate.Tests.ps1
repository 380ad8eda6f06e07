BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
}

Describe 'Remove-HolySheepTemplate' {
    BeforeEach {
        Set-HolySheepTemplate a 'A'
        Set-HolySheepTemplate b 'B'
    }

    It 'removes what Get gives' {
        Get-HolySheepTemplate | Remove-HolySheepTemplate
        Get-HolySheepTemplate | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Remove-HolySheepTemplate a -WhatIf
        (Get-HolySheepTemplate).Name | Should -Be 'a', 'b'
    }

    It 'says what is not there and goes on' {
        'nope', 'a' | Remove-HolySheepTemplate -ErrorAction SilentlyContinue -ErrorVariable bad
        $bad.FullyQualifiedErrorId | Should -BeLike 'TemplateUnknown,*'
        (Get-HolySheepTemplate).Name | Should -Be 'b'
    }
}
