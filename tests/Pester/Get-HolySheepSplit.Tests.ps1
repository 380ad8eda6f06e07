BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
    Set-HolySheepProvider holysheep -Kind Sandbox
}

Describe 'Get-HolySheepSplit' {
    It 'gives nothing where there are none' {
        Get-HolySheepSplit | Should -BeNullOrEmpty
    }

    It 'counts what both sides and the shadow did' {
        Set-HolySheepSplit gpt-4.1 deepseek-v3.2 100 -Shadow gpt-4o -ShadowPercent 100
        $null = 1..3 | ForEach-Object { Invoke-HolySheepChat 'a' }
        $split = Get-HolySheepSplit gpt-4.1
        $split.Samples | Should -Be 3
        $split.ErrorRate | Should -Be 0
        $split.Returned | Should -BeFalse
        $split.Old.Samples | Should -Be 0
        $deadline = [datetime]::UtcNow.AddSeconds(20)
        while ((Get-HolySheepSplit gpt-4.1).Shadow.Samples -lt 3 -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
        (Get-HolySheepSplit gpt-4.1).Shadow.Samples | Should -Be 3
    }

    It 'gives an error for a model that has none' {
        { Get-HolySheepSplit gpt-4o -ErrorAction Stop } | Should -Throw -ErrorId 'SplitUnknown,*'
    }
}
