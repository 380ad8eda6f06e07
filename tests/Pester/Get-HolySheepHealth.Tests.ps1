BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_CONFIG = Join-Path $env:HOLYSHEEP_HOME 'health.json'
    @{
        providers = @{ dead = @{ kind = 'openai'; baseUrl = 'http://127.0.0.1:9/v1'; apiKey = 'none' } }
        models    = @{ m = @{ targets = @('dead/m', 'dead/other') } }
        defaults  = @{ model = 'm' }
    } | ConvertTo-Json -Depth 5 | Set-Content $env:HOLYSHEEP_CONFIG

    # The state of this file's tests is shared, which is the default.
    $env:HOLYSHEEP_STATE = $null
    $state = Join-Path $env:HOLYSHEEP_HOME 'state.db'
}

AfterAll {
    $env:HOLYSHEEP_CONFIG = $null
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Get-HolySheepHealth' {
    It 'shows every configured target, the healthy ones too' {
        $health = Get-HolySheepHealth dead/*
        $health.Target | Should -Be 'dead/m', 'dead/other'
        $health.State | Should -Be 'Closed', 'Closed'
        $health.Share | Should -Be 1, 1
    }

    It 'shows what another process learned' {
        Invoke-Fresh "Import-Module '$ModulePath'; 1..5 | ForEach-Object { Invoke-HolySheepChat a -Model dead/m -NoFallback -MaximumRetryCount 0 -ErrorAction Ignore }; (Get-HolySheepHealth dead/m).State" |
            Should -Be 'Open'
        Test-Path $state | Should -BeTrue

        $health = Get-HolySheepHealth dead/m
        $health.State | Should -BeIn 'Open', 'HalfOpen'
        $health.Reason | Should -Be 'Transient'
        $health.FailuresInARow | Should -Be 5
        $health.Until - $health.Since | Should -Be ([timespan] '0:00:10')
    }

    It 'is for the owner of the state alone' {
        if ($IsWindows -or $PSVersionTable.PSEdition -ne 'Core') {
            Set-ItResult -Skipped -Because 'on Windows the profile folder sees to that'
            return
        }

        (Get-Item $state).UnixMode | Should -Be '-rw-------'
    }

    It 'says what is not there' {
        { Get-HolySheepHealth dead/n -ErrorAction Stop } | Should -Throw -ErrorId 'TargetUnknown,*' -ExpectedMessage "*did you mean 'dead/m'*"
        Get-HolySheepHealth nowhere/* | Should -BeNullOrEmpty
    }

    It 'keeps state in the process where it is told to' {
        $env:HOLYSHEEP_STATE = 'memory'
        try {
            (Get-HolySheepHealth dead/m).State | Should -Be 'Closed'
        }
        finally {
            $env:HOLYSHEEP_STATE = $null
        }
    }

    It 'costs one warning where the file is damaged' {
        Set-Content $state ('x' * 9000)
        $shown = Invoke-Fresh "Import-Module '$ModulePath'; Get-HolySheepHealth | Out-Null; Get-HolySheepHealth dead/m | ForEach-Object State"
        @($shown -match 'set aside') | Should -HaveCount 1
        $shown[-1] | Should -Be 'Closed'
        "$state.damaged-1" | Should -Exist
    }
}
