BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Set-HolySheepModel' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
        Set-HolySheepProvider one -Kind Sandbox
        Set-HolySheepProvider two -Kind Sandbox
    }

    It 'lets targets answer in turn' {
        Set-HolySheepModel gpt-4.1 one/gpt-4.1, two/gpt-4.1 -Strategy round-robin
        ('a', 'b', 'c' | Invoke-HolySheepChat).Provider | Should -Be @('one', 'two', 'one')
    }

    It 'takes weights and shows what holds with -PassThru' {
        Set-HolySheepModel gpt-4.1 one/gpt-4.1, @{ Target = 'two/gpt-4.1'; Weight = 2 } -PassThru | Out-String -Width 120 |
            Should -Match 'gpt-4.1\s+priority\s+one/gpt-4.1, two/gpt-4.1 \(2\)'
    }

    It 'sets the model of calls that name none' {
        Set-HolySheepModel fast two/deepseek-v3.2 -Default
        (Invoke-HolySheepChat 'a').ModelUsed | Should -Be 'deepseek-v3.2'
    }

    It 'sets a price with a point whatever the culture, and takes it out again' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            $comma = [cultureinfo]::InvariantCulture.Clone()
            $comma.NumberFormat.NumberDecimalSeparator = ','
            [cultureinfo]::CurrentCulture = $comma
            Set-HolySheepModel gpt-4.1 -Price @{ input = 2.00; cachedInput = 0.50; output = 8.00 }
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }

        $price = (Get-Content $file -Raw | ConvertFrom-Json).models.'gpt-4.1'.price
        $price.cachedInput | Should -Be 0.5
        $price.output | Should -Be 8
        Set-HolySheepModel gpt-4.1 -Price $null
        Get-Content $file -Raw | Should -Not -Match 'price'
    }

    It 'refuses a provider that is not configured and changes nothing' {
        $before = Get-Content $file -Raw
        { Set-HolySheepModel gpt-4.1 tow/gpt-4.1 -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*' -ExpectedMessage "*did you mean 'two'*"
        Get-Content $file -Raw | Should -Be $before
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-Content $file -Raw
        Set-HolySheepModel gpt-4.1 one/gpt-4.1 -Default -WhatIf
        Get-Content $file -Raw | Should -Be $before
    }
}
