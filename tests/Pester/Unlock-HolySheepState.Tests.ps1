BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'unlocked'
    Set-HolySheepProvider holysheep -Kind Sandbox
    $null = Invoke-HolySheepChat hi
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Unlock-HolySheepState' {
    It 'asks nothing and does nothing for a machine that holds nothing' {
        Unlock-HolySheepState web-07 -PassThru | Should -BeNullOrEmpty
    }

    It 'wants to know which machine' {
        { Unlock-HolySheepState -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*'
    }

    It 'refuses this machine' {
        { Unlock-HolySheepState ([Environment]::MachineName) -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*'
    }
}
