BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'updated'
    Set-HolySheepProvider holysheep -Kind Sandbox
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Update-HolySheepState' {
    It 'changes nothing with -WhatIf' {
        Update-HolySheepState -WhatIf
        (Get-HolySheepState).SchemaVersion | Should -BeNullOrEmpty
    }

    It 'creates the schema, and writes the versions only with -PassThru' {
        Update-HolySheepState | Should -BeNullOrEmpty
        $again = Update-HolySheepState -PassThru
        $again.From | Should -Be $again.To
    }
}
