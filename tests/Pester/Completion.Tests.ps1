BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function Complete([string] $Typed) {
        (TabExpansion2 $Typed $Typed.Length).CompletionMatches.CompletionText
    }
}

Describe 'Tab completion' {
    BeforeAll {
        $provider = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $provider.Start()
        @{
            providers = @{ local = @{ kind = 'openai'; baseUrl = "http://127.0.0.1:$($provider.LocalEndpoint.Port)/v1"; apiKey = 'none' } }
            models    = @{ 'house-model' = @{ targets = @('local/big') } }
            chains    = @{ 'house-model' = @('gpt-4.1') }
            defaults  = @{ provider = 'local' }
        } | ConvertTo-Json -Depth 5 | Set-Content (Join-Path $env:HOLYSHEEP_HOME 'config.json')
    }

    AfterAll {
        $provider.Stop()
        Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json')
    }

    It 'knows models, chains, providers and faults, and makes no call' {
        Complete 'Invoke-HolySheepChat -Model ' | Should -Contain 'gpt-4.1'
        Complete 'Invoke-HolySheepChat -Model hou' | Should -Be 'house-model'
        Complete 'Invoke-HolySheepChat -Model local/b' | Should -Be 'local/big'
        Complete 'Invoke-HolySheepChat -Provider loc' | Should -Be 'local'
        Complete 'Invoke-HolySheepChat -Fallback gpt-4.1, hou' | Should -Be 'house-model'
        Complete "Invoke-HolySheepChat -SandboxScript 'house-model=429x2; gpt-4.1=do" | Should -Be "'house-model=429x2; gpt-4.1=down'"
        Complete 'Set-HolySheepFallbackChain hou' | Should -Be 'house-model'
        Complete 'Get-HolySheepFallbackChain ' | Should -Be 'house-model'
        Complete 'Set-HolySheepModel new-model local/' | Should -Contain 'local/gpt-4.1'
        Complete 'Test-HolySheepProvider ' | Should -Be @('holysheep', 'local')
        $provider.Pending() | Should -BeFalse
    }

    It 'works with a configuration that cannot be read' {
        'no JSON' | Set-Content TestDrive:/broken.json
        Complete 'Invoke-HolySheepChat -ConfigPath TestDrive:/broken.json -Model gpt-4.' | Should -Be 'gpt-4.1', 'gpt-4.1-mini', 'gpt-4.1-nano'
    }
}
