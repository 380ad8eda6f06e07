BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'state'
    Set-HolySheepProvider holysheep -Kind Sandbox
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Get-HolySheepState' {
    It 'says where state is before anything is there' {
        $state = Get-HolySheepState
        $state.Kind | Should -Be 'Sqlite'
        $state.Place | Should -Be $env:HOLYSHEEP_HOME
        $state.SchemaVersion | Should -BeNullOrEmpty
    }

    It 'shows the ledger once calls are booked' {
        $null = 1..3 | Invoke-HolySheepChat
        $null = Get-HolySheepUsage
        ((Get-HolySheepState).Tables | Where-Object Name -EQ ledger.db).Rows | Should -Be 3
    }

    It 'needs no place in the process' {
        $env:HOLYSHEEP_STATE = 'memory'
        try { Invoke-Fresh "Import-Module '$ModulePath'; (Get-HolySheepState).Kind" | Should -Be 'Memory' } finally { $env:HOLYSHEEP_STATE = $null }
    }
}
