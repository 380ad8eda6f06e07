BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Push-Location $env:HOLYSHEEP_HOME
}

AfterAll {
    Pop-Location
}

Describe 'Measure-HolySheepCost' {
    It 'compares the default model with its chain' {
        (Measure-HolySheepCost 'Why is the sky blue?').Model | Should -Be @('gpt-4.1', 'claude-sonnet-4.5', 'gemini-2.5-flash')
    }

    It 'measures a CSV job before anything is sent' {
        @('Id,Body', '1,It works', '2,It does not') | Set-Content rows.csv
        $cost = Measure-HolySheepCost -CsvPath rows.csv -Prompt 'Sentiment of: {Body}' -Model deepseek-v3.2 -OutputTokens 5
        $cost.Items | Should -Be 2
        $cost.OutputTokens | Should -Be 10
        $cost.Cost | Should -Be ($cost.InputCost + $cost.OutputCost)
    }

    It 'measures files that wildcards find' {
        'One.' | Set-Content a1.txt
        'Two.' | Set-Content a2.txt
        (Measure-HolySheepCost -Path a*.txt -Model gpt-4.1).Items | Should -Be 2
        (Get-ChildItem a*.txt | Measure-HolySheepCost -Model gpt-4.1).Items | Should -Be 2
    }

    It 'says of an unknown price that it is unknown' {
        $cost = Measure-HolySheepCost 'a' -Model never-heard-of
        $cost.Cost | Should -BeNullOrEmpty
        $cost.CostReason | Should -Match 'No price is known'
        $cost | Out-String -Width 80 | Should -Match 'unknown'
    }
}
