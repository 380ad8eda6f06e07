BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # What a person sees in a window of 80 columns, without the empty lines around it.
    function Show([Parameter(ValueFromPipeline)] $Result) {
        begin { $all = [System.Collections.Generic.List[object]]::new() }
        process { $all.Add($Result) }
        end { ($all | Out-String -Width 80).Trim() -split '\r?\n' | ForEach-Object TrimEnd }
    }
}

Describe 'What is shown' {
    BeforeAll {
        $env:HOLYSHEEP_CONFIG = Join-Path $env:HOLYSHEEP_HOME 'views.json'
        @{
            providers = @{
                local = @{ kind = 'sandbox' }
                away  = @{ kind = 'openai'; baseUrl = 'https://models.example.invalid/a/rather/long/path/v1'; apiKey = 'env:NO_SUCH_KEY_IS_SET' }
            }
            models    = @{ 'gpt-4.1' = @{ targets = @('local/gpt-4.1', 'away/gpt-4.1') } }
        } | ConvertTo-Json -Depth 5 | Set-Content $env:HOLYSHEEP_CONFIG
    }

    AfterAll {
        $env:HOLYSHEEP_CONFIG = $null
    }

    It 'is a table that fits, for <_>' -ForEach @(
        'Get-HolySheepModel -Offline'
        'Measure-HolySheepCost a'
        '(Get-HolySheepModel gpt-4.1 -Offline).Price'
        'Get-HolySheepFallbackChain'
        'Get-HolySheepProvider'
        'Test-HolySheepProvider local, away'
        'Get-HolySheepHealth'
        'Set-HolySheepModel gpt-4.1 local/gpt-4.1, away/gpt-4.1 -PassThru'
        '(Invoke-HolySheepChat a -SandboxScript gpt-4.1=429x2 -Fallback gpt-4o).Attempts'
        '(Invoke-HolySheepChat a -Sandbox).Conversation'
        'Invoke-HolySheepChat a -Sandbox | Format-Table'
    ) {
        $lines = & ([scriptblock]::Create($_)) | Show
        $lines[1] | Should -Match '^-+( +-+){1,4}$'
        $lines | ForEach-Object { $_ -replace '\x1b\[[\d;]*m' } | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }

    It 'is the whole text of what is wrong, for <_>' -ForEach @(
        'Test-HolySheepProvider local, away'
        'Get-HolySheepRoute hi -Model gpt-4.1'
    ) {
        $text = & ([scriptblock]::Create($_)) 6>$null | Show
        $text -join ' ' -replace '\s' | Should -Match 'env:NO_SUCH_KEY_IS_SET\(notset\)'
        $text -join ' ' | Should -Not -Match '\u2026'
    }

    It 'is the answer with one line on how it came about' {
        $lines = Invoke-HolySheepChat 'Hello' -SandboxScript 'gpt-4.1=down' -Fallback gpt-4o | Show
        $lines | Should -HaveCount 2
        $lines[0] | Should -Match 'You said: Hello'
        $lines[1] | Should -Match 'gpt-4o at sandbox, instead of gpt-4.1, \d attempts, \d+ tokens, \$0.00, \d+[.,]\d s'
    }

    It 'is what matters as a list' {
        Invoke-HolySheepChat 'Hello' -Sandbox | Format-List | Show | Should -Not -Match '^(Conversation|InputObject|Id) '
        Get-HolySheepProvider away | Format-List | Show | Where-Object { $_ -match '^KeyProblem +: No usable key' } | Should -HaveCount 1
    }

    It 'has no colours if none are wanted' {
        if ($PSVersionTable.PSEdition -ne 'Core') {
            Set-ItResult -Skipped -Because 'Windows PowerShell does not read NO_COLOR'
            return
        }

        try {
            $env:NO_COLOR = '1'
            $shown = Invoke-Fresh "Import-Module '$ModulePath'; Invoke-HolySheepChat 'a' -Sandbox; Test-HolySheepProvider local, away | Format-Table"
        }
        finally {
            $env:NO_COLOR = $null
        }

        -join $shown | Should -Match 'Fine'
        -join $shown | Should -Not -Match '\x1b'
    }

    It 'is the same after a job has handed it over' {
        $result = Invoke-HolySheepChat 'Hello' -Sandbox
        $handed = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($result))
        $handed.Usage.TotalTokens | Should -Be $result.Usage.TotalTokens
        $handed.Attempts[0].Target | Should -Be 'sandbox/gpt-4.1'
        $handed | Show | Should -Be ($result | Show)
    }
}

Describe 'What a constrained session shows' {
    It 'is what any session shows' {
        $script = @'
Import-Module $args[0]
$env:HOLYSHEEP_STATE = 'memory'
Set-HolySheepBudget daily 20.5 -Period day
Set-HolySheepSplit gpt-4.1 claude-sonnet-4.5 5
Set-HolySheepRule r gpt-4.1-mini -Task x
$answer = Invoke-HolySheepChat 'hi' -SandboxScript 'gpt-4.1=down' -WarningAction SilentlyContinue
$streamed = Invoke-HolySheepChat 'hi' -Sandbox -Stream 6>$null
$things = $answer, $streamed, $answer.Attempts, $answer.Usage, $answer.Conversation, (Get-HolySheepUsage), (Get-HolySheepUsage -GroupBy Day, Model), (Get-HolySheepUsage -CompareTo gpt-4.1-mini), (Measure-HolySheepCost hi), (Get-HolySheepModel gpt-4.1 -Offline), (Get-HolySheepModel gpt-4.1 -Offline).Price, (Get-HolySheepFallbackChain), (Get-HolySheepProvider), (Get-HolySheepHealth), (Get-HolySheepRoute hi 6>$null), (Get-HolySheepRule), (Get-HolySheepSplit), (Get-HolySheepBudget)
$before = foreach ($thing in $things) { ($thing | Out-String) + ($thing | Format-List | Out-String) }
$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
$after = foreach ($thing in $things) { ($thing | Out-String) + ($thing | Format-List | Out-String) }
foreach ($place in 0..($before.Count - 1)) { if ($before[$place] -ne $after[$place]) { "DIFFERS $place`n$($before[$place])`n$($after[$place])" } }
"compared $($before.Count)"
'@
        $file = Join-Path $env:HOLYSHEEP_HOME 'constrained.ps1'
        Set-Content $file $script -Encoding UTF8
        $said = Invoke-Fresh "& '$file' '$ModulePath'"
        "$said" | Should -Match '^compared 18$'
    }
}
