BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Set-HolySheepSplit' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
        Set-HolySheepProvider holysheep -Kind Sandbox
    }

    It 'sends calls over, the same keys every time, and more of them when it grows' {
        Set-HolySheepSplit gpt-4.1 deepseek-v3.2 20
        $few = 1..40 | Where-Object { (Invoke-HolySheepChat 'a' -SplitKey "user-$_").ModelUsed -eq 'deepseek-v3.2' }
        Set-HolySheepSplit gpt-4.1 -Percent 60
        $many = 1..40 | Where-Object { (Invoke-HolySheepChat 'a' -SplitKey "user-$_").ModelUsed -eq 'deepseek-v3.2' }
        $few | Should -Not -BeNullOrEmpty
        $few | ForEach-Object { $many | Should -Contain $_ }
        @($many).Count | Should -BeGreaterThan @($few).Count
    }

    It 'shows the split with -PassThru' {
        Set-HolySheepSplit gpt-4.1 @{ Model = 'deepseek-v3.2'; Percent = 5 } -PassThru | Out-String -Width 100 | Should -Match 'gpt-4.1\s+deepseek-v3.2 5 %\s+0\s+no answers yet'
    }

    It 'refuses what cannot be meant and changes nothing' {
        $before = Get-Content $file -Raw
        { Set-HolySheepSplit gpt-4.1 holyshep/gpt-4.1 5 -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*' -ExpectedMessage "*'holyshep' is not configured*"
        Get-Content $file -Raw | Should -Be $before
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-Content $file -Raw
        Set-HolySheepSplit gpt-4.1 deepseek-v3.2 5 -WhatIf
        Get-Content $file -Raw | Should -Be $before
    }
}
