BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $catalog = Join-Path $env:HOLYSHEEP_HOME 'catalog.json'
    $map = Join-Path $env:HOLYSHEEP_HOME 'map.json'
    function Write-Map([string[]] $Name) {
        $all = @{}
        $Name | ForEach-Object { $all[$_] = @{ mode = 'chat'; input_cost_per_token = 2e-6; output_cost_per_token = 8e-6 } }
        $all | ConvertTo-Json | Set-Content $map
    }
}

Describe 'Import-HolySheepPriceMap' {
    BeforeEach {
        Remove-Item $catalog -ErrorAction Ignore
        Write-Map one, two, three
    }

    It 'takes prices over that calls and comparisons then know' {
        (Import-HolySheepPriceMap $map).Models | Should -Be 3
        (Measure-HolySheepCost 'a' -Model one).Price.Output | Should -Be 8
    }

    It 'leaves a price alone that was set by hand' {
        Set-HolySheepModel two -Price @{ input = 5; output = 6 }
        $null = Import-HolySheepPriceMap $map
        (Measure-HolySheepCost 'a' -Model two).Price.Output | Should -Be 6
    }

    It 'refuses a map that has shrunk to less than half' {
        $null = Import-HolySheepPriceMap $map
        Write-Map one
        { Import-HolySheepPriceMap $map -ErrorAction Stop } | Should -Throw -ErrorId 'PriceMapShrunk,*'
        (Import-HolySheepPriceMap $map -Force).Models | Should -Be 1
    }

    It 'writes nothing with -WhatIf' {
        Import-HolySheepPriceMap $map -WhatIf
        $catalog | Should -Not -Exist
    }
}
