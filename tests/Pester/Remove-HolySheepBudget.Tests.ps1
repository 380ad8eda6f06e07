BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'Remove-HolySheepBudget' {
    BeforeEach {
        Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
        'daily', 'ops' | ForEach-Object { Set-HolySheepBudget $_ 1 }
    }

    It 'removes the ones that are named' {
        Remove-HolySheepBudget daily
        (Get-HolySheepBudget).Name | Should -Be 'ops'
    }

    It 'takes budgets from the pipeline' {
        Get-HolySheepBudget | Remove-HolySheepBudget
        Get-HolySheepBudget | Should -BeNullOrEmpty
    }

    It 'gives an error for one that is not there, and for none' {
        { Remove-HolySheepBudget dayly -ErrorAction Stop } | Should -Throw -ErrorId 'BudgetUnknown,*'
        { Remove-HolySheepBudget -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*'
    }

    It 'changes nothing with -WhatIf' {
        Remove-HolySheepBudget daily -WhatIf
        (Get-HolySheepBudget).Name | Should -Be @('daily', 'ops')
    }
}
