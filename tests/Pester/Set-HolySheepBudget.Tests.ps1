BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'budgets'
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Set-HolySheepBudget' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
    }

    It 'limits a day where nothing else is said' {
        Set-HolySheepBudget daily 20
        $budget = Get-HolySheepBudget daily
        $budget.Limit | Should -Be 20
        $budget.Period, $budget.Scope, $budget.Action | Should -Be @('day', 'all', 'Stop')
        $budget.AlertAt | Should -Be 0.8
    }

    It 'refuses a call that there is no money for, as an error of its input' {
        Set-HolySheepProvider holysheep -BaseUrl http://127.0.0.1:9/v1 -ApiKeyReference none
        Set-HolySheepBudget daily 0
        'a' | Invoke-HolySheepChat -NoFallback -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'BudgetExceeded,*'
        $failed[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $failed[0].TargetObject | Should -Be 'a'
        $failed[0].ErrorDetails.RecommendedAction | Should -Match 'Set-HolySheepBudget daily'
    }

    It 'lets calls that cost nothing pass an empty purse' {
        Set-HolySheepProvider holysheep -Kind Sandbox
        Set-HolySheepBudget daily 0
        Invoke-HolySheepChat 'a' | Should -Not -BeNullOrEmpty
    }

    It 'keeps what is not named' {
        Set-HolySheepBudget ops 5 -Period 24h -Scope tag=team=ops -TimeZone utc
        Set-HolySheepBudget ops -Action Warn -PassThru | Out-String -Width 80 | Should -Match 'ops\s+0\.00\s+5\.00\s+24h\s+Warn, tag=team=ops'
        (Get-HolySheepBudget ops).TimeZone | Should -Be 'UTC'
    }

    It 'reads and writes 0.5 where a comma divides' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            $comma = [cultureinfo]::InvariantCulture.Clone()
            $comma.NumberFormat.NumberDecimalSeparator = ','
            $comma.NumberFormat.NumberGroupSeparator = '.'
            [cultureinfo]::CurrentCulture = $comma
            Set-HolySheepBudget half 0.5
            Set-HolySheepBudget half -Limit '0.5'
            { Set-HolySheepBudget half -Limit '0,5' } | Should -Throw '*a decimal point*'
            (Get-HolySheepBudget half).Limit | Should -Be 0.5
            Get-HolySheepBudget half | Out-String -Width 80 | Should -Match '\s0\.50\s'
            Get-Content $file -Raw | Should -Match '"limit": 0\.5\b'
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
    }

    It 'changes nothing with -WhatIf, nor where it cannot be meant' {
        Set-HolySheepBudget daily 20 -Webhook https://hooks.example.com/secret -WhatIf
        { Set-HolySheepBudget daily 20 -Scope nobody -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*'
        Test-Path $file | Should -BeFalse
    }
}
