BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Get-HolySheepFallbackChain' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
    }

    It 'lists the built-in chains without any configuration' {
        $chains = Get-HolySheepFallbackChain
        $chains | ForEach-Object { $_ | Should -BeOfType ([HolySheep.PowerShell.Results.HolySheepFallbackChain]) }
        ($chains | Where-Object Model -EQ 'gpt-4.1').Fallback | Should -Be @('claude-sonnet-4.5', 'gemini-2.5-flash')
    }

    It 'gives what Set takes' {
        Set-HolySheepFallbackChain a b, c
        Get-HolySheepFallbackChain a | Set-HolySheepFallbackChain -ConfigPath TestDrive:/copy.json
        (Get-HolySheepFallbackChain a -ConfigPath TestDrive:/copy.json).Fallback | Should -Be @('b', 'c')
    }

    It 'says that a model has no chain, and goes on with -ErrorAction' {
        { Get-HolySheepFallbackChain gpt-4.2 -ErrorAction Stop } | Should -Throw -ErrorId 'ChainUnknown,*' -ExpectedMessage "*did you mean 'gpt-4.1'*"
        Get-HolySheepFallbackChain nope, gpt-4.1 -ErrorAction SilentlyContinue -ErrorVariable bad | Should -HaveCount 1
        $bad.TargetObject | Should -Be 'nope'
    }

    It 'shows a table' {
        Get-HolySheepFallbackChain gpt-4.1 | Out-String | Should -Match 'gpt-4.1\s+claude-sonnet-4.5 > gemini-2.5-flash'
    }
}
