BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Remove-HolySheepFallbackChain' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
    }

    It 'removes what Get gives, built-in chains too' {
        Get-HolySheepFallbackChain | Remove-HolySheepFallbackChain
        Get-HolySheepFallbackChain | Should -BeNullOrEmpty
        $bad = { Invoke-HolySheepChat 'a' -SandboxScript 'gpt-4.1=down' -ErrorAction Stop } | Should -Throw -PassThru
        $bad.Exception.Attempts.Target | Select-Object -Unique | Should -Be 'sandbox/gpt-4.1'
    }

    It 'changes nothing with -WhatIf' {
        Remove-HolySheepFallbackChain gpt-4.1 -WhatIf
        Test-Path $file | Should -BeFalse
    }

    It 'says what is not there and goes on' {
        'nope', 'gpt-4.1' | Remove-HolySheepFallbackChain -ErrorAction SilentlyContinue -ErrorVariable bad
        $bad.FullyQualifiedErrorId | Should -Be 'ChainUnknown,HolySheep.PowerShell.Commands.RemoveHolySheepFallbackChainCommand'
        (Get-HolySheepFallbackChain).Model | Should -Not -Contain 'gpt-4.1'
    }
}
