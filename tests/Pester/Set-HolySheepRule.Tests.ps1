BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Set-HolySheepRule' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
    }

    It 'routes calls by their task' {
        Set-HolySheepRule sums gemini-2.5-flash -Task summarise
        (Invoke-HolySheepChat 'a' -Task summarise -Sandbox).ModelUsed | Should -Be 'gemini-2.5-flash'
        (Invoke-HolySheepChat 'a' -Sandbox).ModelUsed | Should -Be 'gpt-4.1'
    }

    It 'routes long prompts' {
        Set-HolySheepRule long gemini-2.5-flash -MinPromptTokens 1000
        ('a', ('b' * 5000) | Invoke-HolySheepChat -Sandbox).ModelUsed | Should -Be @('gpt-4.1', 'gemini-2.5-flash')
    }

    It 'puts a rule where -Position says' {
        'a', 'b', 'c' | ForEach-Object { Set-HolySheepRule $_ m -Task t -Position 1 }
        (Get-HolySheepRule).Name | Should -Be @('c', 'b', 'a')
    }

    It 'shows the rule with -PassThru' {
        Set-HolySheepRule night -Chain deepseek-v3.2, gpt-4o -Between 22:00-06:00 -PassThru | Out-String -Width 100 |
            Should -Match '1 night\s+22:00-06:00\s+deepseek-v3.2 > gpt-4o'
    }

    It 'refuses what cannot be meant and changes nothing' {
        { Set-HolySheepRule bad m -PromptPattern '(' -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*' -ExpectedMessage '*regular expression*'
        Test-Path $file | Should -BeFalse
    }

    It 'changes nothing with -WhatIf' {
        Set-HolySheepRule a m -Task t -WhatIf
        Test-Path $file | Should -BeFalse
    }
}
