BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
}

Describe 'Remove-HolySheepModel' {
    BeforeEach {
        Set-HolySheepModel fast holysheep/gpt-4.1 -Price @{ input = 1; output = 2 }
    }

    It 'removes a model that Get shows' {
        Get-HolySheepModel fast -Offline | Remove-HolySheepModel
        Get-Content (Join-Path $env:HOLYSHEEP_HOME 'config.json') -Raw | Should -Not -Match 'fast'
        Get-HolySheepModel fast -Offline -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Remove-HolySheepModel fast -WhatIf
        (Get-HolySheepModel fast -Offline).Target | Should -Be 'holysheep/gpt-4.1'
    }

    It 'says what is not there and goes on' {
        'nope', 'fast' | Remove-HolySheepModel -ErrorAction SilentlyContinue -ErrorVariable bad
        $bad.FullyQualifiedErrorId | Should -BeLike 'ModelUnknown,*'
        Get-HolySheepModel fast -Offline -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
}
