BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'calls'
    Set-HolySheepProvider holysheep -Kind Sandbox
    Set-HolySheepProvider away -BaseUrl http://127.0.0.1:9/v1 -ApiKeyReference none
    $answer = Invoke-HolySheepChat 'Name a river.' -Tag @{ team = 'ops' }
    $fallback = Invoke-HolySheepChat 'Name a lake.' -Model away/gpt-4.1 -Fallback gpt-4.1 -MaximumRetryCount 0
    $null = Invoke-HolySheepChat 'Name a sea.' -Model away/gpt-4.1 -NoFallback -MaximumRetryCount 0 -ErrorAction SilentlyContinue -ErrorVariable failure
}

AfterAll {
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Get-HolySheepCall' {
    It 'lists calls, the newest first, with their attempts' {
        $calls = Get-HolySheepCall
        $calls.Outcome | Should -Be 'Transient', 'Answered', 'Answered'
        $calls.Id | Should -Be $failure[0].Exception.CallId, $fallback.CallId, $answer.CallId
        $calls[0].Reason | Should -Be $failure[0].Exception.Attempts[0].Message
        $calls[1].Attempts.Target | Should -Be 'away/gpt-4.1', 'holysheep/gpt-4.1'
        $calls[1].Attempts[1].Duration | Should -BeOfType timespan
        $calls[2].Tags['team'] | Should -Be 'ops'
        $calls[2].StartedAt | Should -BeOfType System.DateTimeOffset
    }

    It 'finds the call of an answer, of an error, of a listed call and of the beginning of its id' {
        ($answer | Get-HolySheepCall).Id | Should -Be $answer.CallId
        ($failure[0] | Get-HolySheepCall).Id | Should -Be $failure[0].Exception.CallId
        (Get-HolySheepCall | Get-HolySheepCall).Id | Should -Be (Get-HolySheepCall).Id
        (Get-HolySheepCall $answer.CallId.Substring(0, 20)).Id | Should -Be $answer.CallId
        (Get-HolySheepCall -CallId $answer.CallId, $fallback.CallId).Id | Should -Be $answer.CallId, $fallback.CallId
        $answer, $fallback | Export-Clixml TestDrive:/answers.xml
        (Import-Clixml TestDrive:/answers.xml | Get-HolySheepCall).Id | Should -Be $answer.CallId, $fallback.CallId
        ($answer | ConvertTo-Json | ConvertFrom-Json | Get-HolySheepCall).Id | Should -Be $answer.CallId
    }

    It 'says of an id that it does not know where ids are found, and goes on with the next' {
        $found = 'zzzzzzzz', $answer.CallId | Get-HolySheepCall -ErrorVariable unknown -ErrorAction SilentlyContinue
        $found.Id | Should -Be $answer.CallId
        $unknown | Should -HaveCount 1
        $unknown[0].FullyQualifiedErrorId | Should -BeLike 'ArgumentInvalid,*'
        $unknown[0].TargetObject | Should -Be 'zzzzzzzz'
        $unknown[0].ErrorDetails.RecommendedAction | Should -Match 'CallId'
    }

    It 'keeps to its filters' {
        (Get-HolySheepCall -Failed).Id | Should -Be $failure[0].Exception.CallId
        (Get-HolySheepCall -Provider away).Id | Should -Be $failure[0].Exception.CallId, $fallback.CallId
        (Get-HolySheepCall -Tag team=ops).Id | Should -Be $answer.CallId
        (Get-HolySheepCall -First 2).Id | Should -Be $failure[0].Exception.CallId, $fallback.CallId
        (Get-HolySheepCall -From (Get-Date).AddMinutes(-10) -Model gpt-4.1) | Should -HaveCount 3
        Get-HolySheepCall -Until (Get-Date).AddDays(-1) | Should -BeNullOrEmpty
        Get-HolySheepCall -CostAbove 0.5 | Should -BeNullOrEmpty
        Get-HolySheepCall -Job nothing.csv | Should -BeNullOrEmpty
        { Get-HolySheepCall -From 2026-02-01 -To 2026-01-01 -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*'
    }

    It 'ends as soon as the next command has enough' {
        (Get-HolySheepCall | Select-Object -First 1).Id | Should -Be $failure[0].Exception.CallId
    }

    It 'warns if texts are searched that are not kept' {
        Get-HolySheepCall -Text river -WarningVariable told -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$told" | Should -Match 'keepTexts'
    }

    It 'fits a window of 80 columns, for <_>' -ForEach 'Get-HolySheepCall', '(Get-HolySheepCall).Attempts' {
        $lines = (& ([scriptblock]::Create($_)) | Out-String -Width 80).Trim() -split '\r?\n' -replace '\x1b\[[\d;]*m'
        $lines[1] | Should -Match '^-+( +-+){4,5}$'
        $lines | Where-Object { $_.TrimEnd().Length -gt 80 } | Should -BeNullOrEmpty
    }

    It 'is JSON at the usual depth without a warning, and CSV without the name of a type' {
        $json = Get-HolySheepCall | ConvertTo-Json -WarningVariable told -WarningAction SilentlyContinue
        $told | Should -BeNullOrEmpty
        $json | Should -Not -Match 'HolySheep\.PowerShell'
        ($json | ConvertFrom-Json)[1].Attempts | ConvertFrom-Json | Should -HaveCount 2
        Get-HolySheepCall | ConvertTo-Csv | Should -Not -Match 'System\.|HolySheep\.PowerShell'
    }

    It 'shows one call whole, with a line for each attempt' {
        $text = Get-HolySheepCall $fallback.CallId | Out-String -Width 80
        $text | Should -Match '1\. away/gpt-4\.1 Transient'
        $text | Should -Match '2\. holysheep/gpt-4\.1 Answered \(200\)'
    }
}
