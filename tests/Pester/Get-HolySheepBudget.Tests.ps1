BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
}

Describe 'Get-HolySheepBudget' {
    It 'gives nothing where there are none' {
        Get-HolySheepBudget | Should -BeNullOrEmpty
    }

    It 'gives those that are named' {
        'daily', 'nightly', 'ops' | ForEach-Object { Set-HolySheepBudget $_ 1 -AllowUnknownPrices }
        (Get-HolySheepBudget).Name | Should -Be @('daily', 'nightly', 'ops')
        (Get-HolySheepBudget *ly).Name | Should -Be @('daily', 'nightly')
        ('ops' | Get-HolySheepBudget).Left | Should -Be 1
    }

    It 'gives an error for one that is not there' {
        { Get-HolySheepBudget dayly -ErrorAction Stop } | Should -Throw -ErrorId 'BudgetUnknown,*'
    }

    It 'fits a window of 80 columns' {
        $lines = (Get-HolySheepBudget | Out-String -Width 80).Trim() -split '\r?\n'
        $lines[0] | Should -Match '^Name\s+Spent\s+Limit\s+Period\s+Action'
        $lines[2] | Should -Match '^daily\s+0\.00\s+1\.00\s+day\s+Stop'
    }
}
