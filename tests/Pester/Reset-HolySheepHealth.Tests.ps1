BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_CONFIG = Join-Path $env:HOLYSHEEP_HOME 'reset.json'
    @{
        providers = @{ dead = @{ kind = 'openai'; baseUrl = 'http://127.0.0.1:9/v1'; apiKey = 'none' } }
        models    = @{ m = @{ targets = @('dead/m') } }
        defaults  = @{ model = 'm' }
    } | ConvertTo-Json -Depth 5 | Set-Content $env:HOLYSHEEP_CONFIG
    $env:HOLYSHEEP_STATE = $null
}

AfterAll {
    $env:HOLYSHEEP_CONFIG = $null
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Reset-HolySheepHealth' {
    BeforeEach {
        Reset-HolySheepHealth
        1..5 | ForEach-Object { Invoke-HolySheepChat a -NoFallback -MaximumRetryCount 0 -ErrorAction Ignore }
        (Get-HolySheepHealth dead/m).State | Should -Be 'Open'
    }

    It 'forgets how a target fared, for other processes too' {
        Reset-HolySheepHealth dead/m | Should -BeNullOrEmpty
        (Get-HolySheepHealth dead/m).State | Should -Be 'Closed'
        Invoke-Fresh "Import-Module '$ModulePath'; (Get-HolySheepHealth dead/m).State" | Should -Be 'Closed'
    }

    It 'takes what Get-HolySheepHealth gives' {
        Get-HolySheepHealth | Where-Object State -EQ Open | Reset-HolySheepHealth
        (Get-HolySheepHealth dead/m).State | Should -Be 'Closed'
    }

    It 'changes nothing with -WhatIf' {
        Reset-HolySheepHealth -WhatIf
        (Get-HolySheepHealth dead/m).State | Should -Be 'Open'
    }

    It 'says what is not there' {
        { Reset-HolySheepHealth dead/n -ErrorAction Stop } | Should -Throw -ErrorId 'TargetUnknown,*'
    }
}
