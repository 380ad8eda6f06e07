BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
    Set-HolySheepModel fast holysheep/gpt-4.1, holysheep/gpt-4o -Strategy weighted -Price @{ input = 1; output = 2 }
    Set-HolySheepFallbackChain gpt-4o gpt-4.1, deepseek-v3.2
    Set-HolySheepSplit gpt-4o @{ Model = 'gpt-4.1'; Percent = 5 }, @{ Model = 'deepseek-v3.2'; Percent = 10 } -Shadow gpt-4.1 -ShadowPercent 1
    Set-HolySheepRule night -Chain gpt-4.1, deepseek-v3.2 -ForModel gpt-4o, fast -Task t -Tag @{ team = 'ops' }
    Set-HolySheepBudget daily 5 -AlertAt 0.5, 0.8
    Set-HolySheepProvider holysheep -Header @{ 'X-Team' = 'ops' }
}

Describe 'Results' {
    It 'are JSON at the usual depth without a warning, and CSV without the name of a type: <_>' -ForEach @(
        "Invoke-HolySheepChat hi -SandboxScript 'gpt-4.1=429x1:0.1s'"
        'Get-HolySheepModel fast, gpt-4.1 -Offline'
        'Get-HolySheepFallbackChain'
        'Get-HolySheepSplit'
        'Get-HolySheepRule'
        'Get-HolySheepBudget'
        'Get-HolySheepProvider'
        'Get-HolySheepRoute hi'
        'Get-HolySheepHealth'
        'Get-HolySheepUsage'
        'Measure-HolySheepCost hi'
        'Set-HolySheepModel fast -PassThru'
    ) {
        $results = @(& ([scriptblock]::Create($_)) 3> $null)
        $results.Count | Should -BeGreaterThan 0
        $json = $results | ConvertTo-Json -WarningVariable told -WarningAction SilentlyContinue
        $told | Should -BeNullOrEmpty
        $null = @{ all = @($results) + $results } | ConvertTo-Json -Depth 3 -WarningVariable told -WarningAction SilentlyContinue
        $told | Should -BeNullOrEmpty
        $json | Should -Not -Match 'HolySheep\.PowerShell'
        { $json | ConvertFrom-Json } | Should -Not -Throw
        $results | ConvertTo-Csv | Should -Not -Match 'System\.|HolySheep\.PowerShell'
    }
}
