BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'clear'
    Set-HolySheepProvider holysheep -Kind Sandbox
    $null = 1..3 | Invoke-HolySheepChat
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Clear-HolySheepUsage' {
    It 'wants to know what may go' {
        { Clear-HolySheepUsage -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*'
    }

    It 'takes out nothing that is young enough, nor with -WhatIf' {
        Clear-HolySheepUsage -OlderThan 1.00:00:00
        Clear-HolySheepUsage -MaxSizeMB 100
        Clear-HolySheepUsage -OlderThan 0 -WhatIf
        (Get-HolySheepUsage).Calls | Should -Be 3
    }

    It 'takes out what is old, says how much, and asks nothing' {
        Clear-HolySheepUsage -OlderThan 0 -Verbose 4>&1 | Select-Object -Last 1 | Should -Be '3 attempts deleted.'
        (Get-HolySheepUsage).Calls | Should -Be 0
    }
}
