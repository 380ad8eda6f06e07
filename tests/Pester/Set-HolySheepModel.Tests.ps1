BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Set-HolySheepModel' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
        Set-HolySheepProvider one -Kind Sandbox
        Set-HolySheepProvider two -Kind Sandbox
    }

    It 'lets targets answer in turn' {
        Set-HolySheepModel gpt-4.1 one/gpt-4.1, two/gpt-4.1 -Strategy round-robin
        ('a', 'b', 'c' | Invoke-HolySheepChat).Provider | Should -Be @('one', 'two', 'one')
    }

    It 'takes weights and shows what holds with -PassThru' {
        Set-HolySheepModel gpt-4.1 one/gpt-4.1, @{ Target = 'two/gpt-4.1'; Weight = 2 } -PassThru | Out-String -Width 120 |
            Should -Match 'gpt-4.1\s+priority\s+one/gpt-4.1, two/gpt-4.1 \(2\)'
    }

    It 'sets the model of calls that name none' {
        Set-HolySheepModel fast two/deepseek-v3.2 -Default
        (Invoke-HolySheepChat 'a').ModelUsed | Should -Be 'deepseek-v3.2'
    }

    It 'refuses a provider that is not configured and changes nothing' {
        $before = Get-Content $file -Raw
        { Set-HolySheepModel gpt-4.1 tow/gpt-4.1 -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*' -ExpectedMessage "*did you mean 'two'*"
        Get-Content $file -Raw | Should -Be $before
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-Content $file -Raw
        Set-HolySheepModel gpt-4.1 one/gpt-4.1 -Default -WhatIf
        Get-Content $file -Raw | Should -Be $before
    }
}
