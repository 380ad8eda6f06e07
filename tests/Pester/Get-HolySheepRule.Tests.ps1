BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
}

Describe 'Get-HolySheepRule' {
    It 'gives nothing where there are none' {
        Get-HolySheepRule | Should -BeNullOrEmpty
    }

    It 'gives rules in their order, by pattern, and an error for one that is not there' {
        Set-HolySheepRule night m -Between 22:00-06:00
        Set-HolySheepRule noon m -Between 12:00-13:00
        (Get-HolySheepRule n*).Position | Should -Be @(1, 2)
        { Get-HolySheepRule nihgt -ErrorAction Stop } | Should -Throw -ErrorId 'RuleUnknown,*' -ExpectedMessage "*did you mean 'night'*"
    }
}
