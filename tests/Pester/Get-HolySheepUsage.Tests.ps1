BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'usage'
    Set-HolySheepProvider holysheep -Kind Sandbox
    Set-HolySheepProvider away -BaseUrl http://127.0.0.1:9/v1 -ApiKeyReference none
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Get-HolySheepUsage' {
    It 'is one row of zeros before the first call' {
        $total = Get-HolySheepUsage
        $total | Should -HaveCount 1
        $total.Calls | Should -Be 0
        $total.Cost | Should -Be 0
        Get-HolySheepUsage -GroupBy Day, Model | Should -BeNullOrEmpty
        Get-HolySheepUsage -Anomaly | Should -BeNullOrEmpty
    }

    It 'counts calls, failures and fallbacks, apart and together' {
        $null = 1..3 | Invoke-HolySheepChat -Tag @{ team = 'ops' }
        $null = Invoke-HolySheepChat 'a' -Model away/gpt-4.1 -Fallback gpt-4.1 -MaximumRetryCount 0
        $total = Get-HolySheepUsage
        $total.Calls | Should -Be 4
        $total.Answered | Should -Be 4
        $total.Failed | Should -Be 1
        $total.Fallbacks | Should -Be 1
        (Get-HolySheepUsage -GroupBy Provider, Tag | Where-Object Tag -EQ 'team=ops').Calls | Should -Be 3
        (Get-HolySheepUsage -GroupBy Machine).Machine | Should -Be ([Environment]::MachineName)
        (Get-HolySheepUsage -GroupBy Day).Day | Select-Object -Unique | Should -BeOfType datetime
    }

    It 'asks about the time that is given' {
        (Get-HolySheepUsage 2026-01-01 2026-02-01).Calls | Should -Be 0
        (Get-HolySheepUsage -From (Get-Date).AddHours(-1)).Calls | Should -Be 4
        { Get-HolySheepUsage (Get-Date).AddDays(1) -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*'
    }

    It 'refuses a date whose day and month could be swapped, and takes a date that is a value' {
        { Get-HolySheepUsage -From '01/02/2026' -ErrorAction Stop } | Should -Throw '*could be swapped*'
        { Get-HolySheepUsage -To '3.4.2026 05:00' -ErrorAction Stop } | Should -Throw '*could be swapped*'
        (Get-HolySheepUsage -From ([datetime]'2026-01-02') -To ([datetime]'2026-01-03')).Calls | Should -Be 0
    }

    It 'takes a time of any kind as its moment where the clock is not UTC' -Skip:($env:OS -eq 'Windows_NT') {
        $zone = $env:TZ
        try {
            $env:TZ = 'Asia/Kolkata'
            $calls = Invoke-Fresh @"
Import-Module '$ModulePath'
`$local = Get-Date
foreach (`$now in `$local, `$local.ToUniversalTime(), [DateTime]::SpecifyKind(`$local, 'Unspecified')) {
    (Get-HolySheepUsage -From `$now.AddMinutes(-10) -To `$now.AddMinutes(10)).Calls
    (Get-HolySheepUsage -From `$now.AddMinutes(-20) -To `$now.AddMinutes(-10)).Calls
}
"@
        }
        finally {
            $env:TZ = $zone
        }

        $calls | Should -Be 4, 0, 4, 0, 4, 0
    }

    It 'fits a window of 80 columns, for <_>' -ForEach @(
        'Get-HolySheepUsage'
        'Get-HolySheepUsage -GroupBy Day, Model'
        'Get-HolySheepUsage -GroupBy Day, Model, Provider, Tag, Job, Machine'
        'Get-HolySheepUsage -GroupBy Model -CompareTo gpt-4.1'
    ) {
        $lines = (& ([scriptblock]::Create($_)) | Out-String -Width 80).Trim() -split '\r?\n'
        $lines[1] | Should -Match '^-+( +-+){4}$'
        $lines | Where-Object { ($_ -replace '\x1b\[[\d;]*m').TrimEnd().Length -gt 80 } | Should -BeNullOrEmpty
        $lines[0] | Should -Match 'Cost'
        -join $lines | Should -Not -Match 'E-\d'
        if ($_ -match 'Day') { $lines[2] | Should -Match '^\d{4}-\d\d-\d\d \S+' }
    }

    It 'shows a small amount as it is' {
        $view = (Get-HolySheepUsage | Select-Object -First 1).PSObject.Copy()
        $view | Add-Member Cost ([decimal] 0.0000004) -Force
        $view | Out-String -Width 80 | Should -Match '\s0\.0000004\s'
    }

    It 'shows answers that a job used again only where there are some, and fits a window of 80 columns with them' {
        Get-HolySheepUsage | Out-String | Should -Not -Match 'Reuse'
        Set-Content TestDrive:/in.csv 'Id,Body', '1,a', '2,a', '3,a'
        $null = Invoke-HolySheepCsv TestDrive:/in.csv -OutPath TestDrive:/out.csv -Prompt 'Say {Body}' 6> $null
        (Get-HolySheepUsage).Reused | Should -Be 2
        foreach ($usage in (Get-HolySheepUsage), (Get-HolySheepUsage -GroupBy Day, Model)) {
            foreach ($row in $usage) {
                $row | Add-Member SavedByReuse ($row.Reused * 617.2839455d) -Force
            }

            $lines = ($usage | Out-String -Width 80).Trim() -split '\r?\n' -replace '\x1b\[[\d;]*m'
            $lines | Where-Object { $_.TrimEnd().Length -gt 80 } | Should -BeNullOrEmpty
            $lines[0] -split ' +' | Should -Be 'Group', 'Calls', 'Failed', 'Cost', 'Reused'
            $lines[2..9] -match ' 2 \(\$1234\.567891\)$' | Should -HaveCount 1
        }

        Get-HolySheepUsage -GroupBy Day, Model | Where-Object Reused -GT 0 | Out-String -Width 80 | Should -Match '\d{4}-\d\d-\d\d gpt-4\.1 +5 +1 '
        ((Get-HolySheepUsage), (Get-HolySheepUsage 2026-01-01 2026-02-01) | Out-String -Width 80).Trim() -split '\r?\n' | Should -HaveCount 4
    }
}
