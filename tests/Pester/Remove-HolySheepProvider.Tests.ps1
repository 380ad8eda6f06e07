BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Remove-HolySheepProvider' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
        Set-HolySheepProvider backup http://a.example
        Set-HolySheepModel gpt-4.1 holysheep/gpt-4.1, backup/gpt-4.1
    }

    It 'refuses while a model uses it and names the model' {
        { Remove-HolySheepProvider backup -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderInUse,*' -ExpectedMessage '*the model gpt-4.1*'
        (Get-HolySheepProvider).Name | Should -Contain 'backup'
    }

    It 'takes out what uses it with -Force' {
        Get-HolySheepProvider backup | Remove-HolySheepProvider -Force
        (Get-HolySheepProvider).Name | Should -Be 'holysheep'
        (Get-Content $file -Raw | ConvertFrom-Json).models.'gpt-4.1'.targets | Should -Be 'holysheep/gpt-4.1'
    }

    It 'changes nothing with -WhatIf' {
        Remove-HolySheepProvider backup -Force -WhatIf
        (Get-HolySheepProvider).Name | Should -Contain 'backup'
    }

    It 'says what is not there' {
        { Remove-HolySheepProvider backpu -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderUnknown,*'
    }
}
