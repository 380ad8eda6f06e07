BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'Get-HolySheepModel' {
    It 'lists the known models without any network' {
        $models = Get-HolySheepModel -Offline
        $models.Name | Should -Contain 'gpt-4.1'
        ($models | Where-Object Name -EQ 'gpt-4.1').Fallback | Should -Be @('claude-sonnet-4.5', 'gemini-2.5-flash')
    }

    It 'takes wildcards' {
        (Get-HolySheepModel 'claude-sonnet-4.5*' -Offline).Name | Should -Be 'claude-sonnet-4.5'
    }

    It 'says what a model costs, and who says so' {
        $model = Get-HolySheepModel claude-opus-4-5 -Offline
        $model.Price.CacheWrite | Should -Be 6.25
        $model.PriceSource | Should -Match '^https://'
        $model.PriceDate | Should -Match '^\d{4}-\d\d-\d\d$'
    }

    It 'shows a table of five columns' {
        Get-HolySheepModel 'gpt-4.1' -Offline | Out-String -Width 120 | Should -Match 'Name\s+Provider\s+ContextWindow\s+InputPrice\s+OutputPrice'
    }
}
