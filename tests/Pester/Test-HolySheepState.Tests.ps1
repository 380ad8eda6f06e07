BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'tested'
    Set-HolySheepProvider holysheep -Kind Sandbox
    $null = Invoke-HolySheepChat hi
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Test-HolySheepState' {
    It 'finds nothing wrong' {
        (Test-HolySheepState).Succeeded | Should -Not -Contain $false
        (Test-HolySheepState).Name | Should -Contain 'ledger'
    }
}
