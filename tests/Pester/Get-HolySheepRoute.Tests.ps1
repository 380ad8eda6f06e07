BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Get-HolySheepRoute' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
        Set-HolySheepProvider one -Kind Sandbox -Region eu
        Set-HolySheepProvider two -Kind Sandbox
        Set-HolySheepModel gpt-4.1 one/gpt-4.1, two/gpt-4.1 -Strategy round-robin
    }

    It 'shows every target in its order and takes no turn' {
        (Get-HolySheepRoute 'a' -Model gpt-4.1 -NoFallback).Target | Should -Be @('one/gpt-4.1', 'two/gpt-4.1')
        (Get-HolySheepRoute 'a' -Model gpt-4.1 -NoFallback).Order | Should -Be @(1, 2)
    }

    It 'counts tokens and reckons the cost' {
        $route = Get-HolySheepRoute 'Hello, world!' -Model gpt-4.1 -NoFallback | Select-Object -First 1
        if ($PSVersionTable.PSEdition -eq 'Core') { $route.EstimatedPromptTokens | Should -Be 4 }
        $route.EstimatedCost | Should -Be 0
    }

    It 'gives the reason of each that is left out' {
        $left = Get-HolySheepRoute 'a' -Model gpt-4.1 -NoFallback -Region eu | Where-Object { -not $_.Order }
        $left.Target | Should -Be 'two/gpt-4.1'
        $left.Reason | Should -Be 'no region is set for two, and only eu may answer'
    }

    It 'says on the information stream what decided for all targets, and nothing otherwise' {
        Set-HolySheepRule night gpt-4.1 -Task night
        $said = Get-HolySheepRoute 'a' -Task night 6>&1 | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }
        "$said" | Should -Match "The rule 'night' asks"
        $long = 'One instruction of many. ' * 400
        $said = Get-HolySheepRoute 'a' -Model gpt-4.1 -System $long -CachePrompt 6>&1 | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }
        "$said" | Should -Match 'stay on (one|two)/gpt-4.1, whose prompt cache has their beginning'
        Get-HolySheepRoute 'a' -Model gpt-4.1 6>&1 | Where-Object { $_ -is [System.Management.Automation.InformationRecord] } | Should -BeNullOrEmpty
    }

    It 'shows a table of five columns' {
        Get-HolySheepRoute 'a' -Model gpt-4.1 | Out-String -Width 140 | Should -Match 'Order\s+Target\s+Tokens\s+Cost\s+Reason'
    }

    It 'names a provider that is not configured' {
        { Get-HolySheepRoute 'a' -Provider tow -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderUnknown,*'
    }

    It 'keeps calls in a region' {
        ('a', 'b', 'c' | Invoke-HolySheepChat -Region eu).Provider | Should -Be @('one', 'one', 'one')
    }
}
