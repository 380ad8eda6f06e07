BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Set-HolySheepFallbackChain' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
    }

    It 'sets a chain by position, and calls follow it' {
        Set-HolySheepFallbackChain gpt-4.1 deepseek-v3.2, claude-sonnet-4.5
        (Get-Content $file -Raw | ConvertFrom-Json).chains.'gpt-4.1' | Should -Be @('deepseek-v3.2', 'claude-sonnet-4.5')
        (Invoke-HolySheepChat 'a' -SandboxScript 'gpt-4.1=down' -WarningAction Ignore).ModelUsed | Should -Be 'deepseek-v3.2'
    }

    It 'changes nothing with -WhatIf' {
        Set-HolySheepFallbackChain gpt-4.1 a, b -WhatIf
        Test-Path $file | Should -BeFalse
    }

    It 'takes a path of PowerShell' {
        $null = New-PSDrive Here FileSystem $TestDrive
        Set-HolySheepFallbackChain gpt-4.1 a -ConfigPath Here:/other.json -Confirm:$false
        (Get-Content TestDrive:/other.json -Raw | ConvertFrom-Json).chains.'gpt-4.1' | Should -Be 'a'
    }

    It 'shows what was set with -PassThru' {
        Set-HolySheepFallbackChain gpt-4.1 a, b -PassThru | Out-String | Should -Match 'gpt-4.1\s+a > b'
    }
}
